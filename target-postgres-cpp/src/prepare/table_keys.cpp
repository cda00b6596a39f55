#include "prepare/table_keys.hpp"

#include <algorithm>
#include <vector>

#include "text/concat.hpp"

namespace prepare {

namespace {

using Names = std::vector<std::string>;

bool are_the_same(Names left, Names right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

bool are_all_sent(const Names& key, const table::Table& table) {
  return std::all_of(key.begin(), key.end(), [&](const std::string& name) {
    return std::any_of(
        table.columns.begin(), table.columns.end(),
        [&](const table::Column& each) { return each.name.name() == name; });
  });
}

}  // namespace

std::string unlike_keys(const table::Table& table,
                        const table::ExistingTable& existing) {
  Names keys;
  for (const auto& key : table.keys()) keys.push_back(key.name.name());
  Names indexes;
  for (const Names& each : existing.unique_keys) {
    if (are_the_same(each, keys)) return {};
    if (!keys.empty() || are_all_sent(each, table)) {
      indexes.push_back(text::concat('(', text::joined(each, ", "), ')'));
    }
  }
  if (keys.empty() && indexes.empty()) return {};
  const std::string keeps = indexes.empty()
                                ? text::concat("table ", table.qualified_name(),
                                               " has no unique index")
                                : text::concat("table ", table.qualified_name(),
                                               " keeps its unique index on ",
                                               text::joined(indexes, " and "));
  if (keys.empty()) {
    return text::concat("its rows are added, and ", keeps,
                        ": one that is there already is refused");
  }
  return text::concat("its keys are (", text::joined(keys, ", "), "), and ",
                      keeps, ": rows are looked for by the stream's keys, ",
                      indexes.empty()
                          ? "which takes long without an index on them"
                          : "and one that the index refuses ends the run");
}

}  // namespace prepare
