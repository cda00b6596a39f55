# Writes a source file that holds every schema of a folder as a string literal:
#   cmake -DSCHEMAS=<files> -DOUTPUT=<file> -P embed_schemas.cmake
set(rows "")
foreach(schema IN LISTS SCHEMAS)
  get_filename_component(name ${schema} NAME_WE)
  file(READ ${schema} text)
  string(APPEND rows "    Row{\"${name}\", R\"json(${text})json\"},\n")
endforeach()
file(WRITE ${OUTPUT}
"// Generated from src/streams/schemas/ by cmake/embed_schemas.cmake.
#include <array>
#include <stdexcept>
#include <string>

#include \"streams/stream_definition.hpp\"

namespace streams {

namespace {

struct Row {
  std::string_view name;
  std::string_view text;
};

constexpr std::array kSchemas{
${rows}};

}  // namespace

std::string_view embedded_schema(std::string_view name) {
  for (const Row& row : kSchemas) {
    if (row.name == name) return row.text;
  }
  throw std::logic_error(\"no schema file for stream \" + std::string(name));
}

}  // namespace streams
")
