#include "documents/columns.hpp"

#include "catch.hpp"

using documents::Columns;
using documents::ValueType;

namespace {

const json::Document& schema() {
  static const json::Document document = json::parse(
      R"({"properties":{
        "id":{"type":["integer"]},
        "name":{"type":["string","null"]},
        "mass":{"type":["number","null"]},
        "day":{"type":["string","null"],"format":"date"},
        "when":{"type":["string","null"]},
        "when_instant":{"type":["string","null"],"format":"date-time"},
        "when_precision":{"type":["string","null"]},
        "when_doubtful":{"type":["boolean","null"]}},
        "required":["id","day"]})",
      "schema");
  return document;
}

}  // namespace

TEST_CASE("columns have the schema's types, keys and needs") {
  const Columns columns = documents::columns_of(
      schema(), singer::select_all(schema()), {"id"}, "when");
  REQUIRE(columns.selected.size() == 5);
  const auto is = [&](std::size_t i, std::string_view name, ValueType type,
                      bool is_key, bool is_required) {
    const auto& column = columns.selected.at(i);
    return column.name == name && column.type == type &&
           column.is_key == is_key && column.is_required == is_required;
  };
  CHECK(is(0, "id", ValueType::kInteger, true, true));
  CHECK(is(1, "name", ValueType::kText, false, false));
  CHECK(is(2, "mass", ValueType::kNumber, false, false));
  CHECK(is(3, "day", ValueType::kDate, false, true));
  CHECK(is(4, "when", ValueType::kVagueDate, false, false));
  CHECK(columns.declared.size() == 5);
  CHECK(columns.instant == "when_instant");
  CHECK(columns.precision == "when_precision");
  CHECK(columns.doubtful == "when_doubtful");
}

TEST_CASE("what is not selected is declared all the same") {
  singer::Selection selection;
  selection.properties = {{"id", true, {}}, {"when_precision", true, {}}};
  const Columns columns =
      documents::columns_of(schema(), selection, {"id"}, "when");
  REQUIRE(columns.selected.size() == 1);
  CHECK(columns.selected[0].name == "id");
  CHECK(columns.declared.size() == 5);
  CHECK(columns.instant.empty());
  CHECK(columns.precision == "when_precision");
}
