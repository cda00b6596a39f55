# PCRE2 of 8 bits as PCRE2::8BIT. Debian's and Fedora's packages bring no CMake
# configuration of their own.
find_path(PCRE2_INCLUDE_DIR pcre2.h)
if(STATIC_LIBRARIES)
  find_library(PCRE2_LIBRARY libpcre2-8.a)
else()
  find_library(PCRE2_LIBRARY pcre2-8)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PCRE2 DEFAULT_MSG PCRE2_LIBRARY PCRE2_INCLUDE_DIR)
if(PCRE2_FOUND AND NOT TARGET PCRE2::8BIT)
  add_library(PCRE2::8BIT UNKNOWN IMPORTED)
  set_target_properties(PCRE2::8BIT PROPERTIES
    IMPORTED_LOCATION ${PCRE2_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${PCRE2_INCLUDE_DIR})
  if(STATIC_LIBRARIES)
    target_compile_definitions(PCRE2::8BIT INTERFACE PCRE2_STATIC)
  endif()
endif()
