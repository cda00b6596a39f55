#include "prepare/table_keys.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"

namespace {

using Keys = std::vector<std::vector<std::string>>;

// Of a table of id, uri and org with such keys, and what is there.
std::string told(const std::vector<std::string>& keys, const Keys& indexes) {
  table::Table table;
  table.schema = table::Identifier::of("s");
  table.name = table::Identifier::of("t");
  for (const char* name : {"id", "uri", "org"}) {
    table::Column column{
        table::Identifier::of(name), {table::BaseType::kText}, name};
    column.is_key = std::find(keys.begin(), keys.end(), name) != keys.end();
    table.columns.push_back(column);
  }
  table::ExistingTable existing;
  existing.unique_keys = indexes;
  return prepare::unlike_keys(table, existing);
}

}  // namespace

TEST_CASE("keys that are the table's are not told of, in whatever order") {
  CHECK(told({"id"}, {{"id"}}).empty());
  CHECK(told({"uri", "org"}, {{"id"}, {"org", "uri"}}).empty());
  CHECK(told({}, {}).empty());
}

TEST_CASE("other keys are told with the table's own") {
  CHECK(told({"id"}, {{"uri", "org"}}) ==
        "its keys are (id), and table \"s\".\"t\" keeps its unique index on "
        "(uri, org): rows are looked for by the stream's keys, and one that "
        "the index refuses ends the run");
  CHECK(told({"id", "uri"}, {{"id"}, {"other"}}) ==
        "its keys are (id, uri), and table \"s\".\"t\" keeps its unique index "
        "on (id) and (other): rows are looked for by the stream's keys, and "
        "one that the index refuses ends the run");
  CHECK(told({"id"}, {}) ==
        "its keys are (id), and table \"s\".\"t\" has no unique index: rows "
        "are looked for by the stream's keys, which takes long without an "
        "index on them");
}

TEST_CASE("a stream without keys may meet an index of columns it sends") {
  CHECK(told({}, {{"id"}}) ==
        "its rows are added, and table \"s\".\"t\" keeps its unique index on "
        "(id): one that is there already is refused");
  CHECK(told({}, {{"serial"}}).empty());
  CHECK(told({}, {{"id", "serial"}}).empty());
}
