#include "table/name_is_taken.hpp"

#include "text/concat.hpp"

namespace table {

namespace {

// "VIEW": what ALTER calls it.
std::string altered_as(const std::string& kind_name) {
  if (kind_name == "composite type") return "TYPE";
  std::string upper;
  for (const char c : kind_name) {
    const bool is_lower = c >= 'a' && c <= 'z';
    upper += is_lower ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return upper;
}

}  // namespace

std::string name_is_taken(const Table& want, const ExistingTable& have) {
  const std::string name = want.qualified_name();
  const std::string of_table =
      have.indexed_table.empty()
          ? ""
          : text::concat(" of table ", have.indexed_table);
  return text::concat(name, " is ", have.kind_name == "index" ? "an " : "a ",
                      have.kind_name, of_table,
                      ", not a table; rename that (ALTER ",
                      altered_as(have.kind_name), " ", name,
                      " RENAME TO …) or load into another schema");
}

}  // namespace table
