cmake_minimum_required(VERSION 3.25)
# Writes OUTPUT, a source file with the commit that the sources are of: an archive's
# commit.txt says it, a checkout's git. Run by every build; written where it changed.
file(READ ${SOURCE_DIR}/packaging/commit.txt commit)
string(STRIP "${commit}" commit)
if(NOT commit MATCHES "^[0-9a-f]+$")
  set(commit "")
  find_program(GIT git)
  if(GIT)
    execute_process(
      COMMAND ${GIT} describe --always --exclude=* --abbrev=40 --dirty
      WORKING_DIRECTORY ${SOURCE_DIR}
      OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  endif()
endif()
if(NOT commit)
  set(commit unknown)
endif()
string(REGEX REPLACE "^([0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f])[0-9a-f]*" "\\1" commit "${commit}")
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT
  "#include \"cli/version.hpp\"\n\nconst char* const cli::kCommit = \"@commit@\";\n" @ONLY)
