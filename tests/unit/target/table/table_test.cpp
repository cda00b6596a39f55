#include "table/table.hpp"

#include <string>

#include "catch.hpp"
#include "schema_message.hpp"
#include "singer/protocol_error.hpp"
#include "text/concat.hpp"

namespace {

const char* const kProperties =
    R"({"properties":{"b":{"type":"string"},"a":{"type":"integer"}}})";

table::Table design(const std::string& stream, std::string_view schema,
                    const table::TableOptions& options,
                    std::vector<std::string> keys = {}) {
  return table::design_table(schema_message(stream, schema, std::move(keys)),
                             options)
      .table;
}

std::string names(const table::Table& table) {
  std::string result;
  for (const auto& column : table.columns) result += column.name.name() + " ";
  return result;
}

std::string error(std::string_view schema, std::vector<std::string> keys = {},
                  const std::string& stream = "s") {
  try {
    design(stream, schema, {}, std::move(keys));
  } catch (const singer::ProtocolError& failure) {
    return failure.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("columns in the schema's order, then the metadata") {
  const table::Table table = design("s", kProperties, {"raw", true, true, {}});
  CHECK(names(table) ==
        "b a _sdc_extracted_at _sdc_received_at _sdc_batched_at "
        "_sdc_deleted_at _sdc_sequence _sdc_table_version "
        "_sdc_sync_started_at ");
  CHECK(table.has_metadata);
  CHECK(sql(table.columns[2].type) == "timestamp without time zone");
  CHECK(sql(table.columns[8].type) == "bigint");
}

TEST_CASE("without metadata, the tap's own is left out too") {
  const table::Table table =
      design("s", R"({"properties":{"_sdc_sequence":{},"a":{}}})",
             {"raw", false, true, {}});
  CHECK(names(table) == "a ");
}

TEST_CASE("metadata that the tap names keeps its place and our type") {
  const table::Table table =
      design("s", R"({"properties":{"_sdc_deleted_at":{},"a":{}}})", {});
  CHECK(table.columns[0].source == table::Source::kDeletedAt);
  CHECK(sql(table.columns[0].type) == "timestamp without time zone");
  CHECK(table.columns.size() == 8);
}

TEST_CASE("schema and table from the stream's name") {
  const auto name = [](const std::string& stream, const std::string& schema) {
    return design(stream, kProperties, {schema, true, true, {}})
        .qualified_name();
  };
  CHECK(name("c", "raw") == R"("raw"."c")");
  CHECK(name("a-b-c", "raw") == R"("raw"."c")");
  CHECK(name("c", "") == R"("c")");
  CHECK(name("b-c", "") == R"("b"."c")");
  CHECK(name("a-b-c", "") == R"("b"."c")");
  CHECK(name("x-a-b-c", "") == R"("c")");
  CHECK(name("a.b", "raw") == R"("raw"."a.b")");
}

TEST_CASE("keys are in the order of the columns") {
  const auto table = design("s", kProperties, {}, {"a", "b"});
  REQUIRE(table.keys().size() == 2);
  CHECK(table.keys()[0].property == "b");
  CHECK(design("s", kProperties, {"", true, false, {}}, {"a"}).keys().empty());
}

TEST_CASE("schemas that cannot be a table") {
  CHECK_THAT(error("{}"), catching::contains("has no 'properties'"));
  CHECK_THAT(error(R"({"properties":{"a":{}}})", {"id"}),
             catching::contains(
                 "key property 'id' is not among the schema's properties"));
  CHECK_THAT(error(R"({"properties":{"":{}}})"),
             catching::contains("a name is empty"));
  CHECK_THAT(error(kProperties, {}, "a-"),
             catching::contains("a name is empty"));
  CHECK_THAT(error(R"({"properties":{"a":{"type":"array","items":"string"}}})"),
             catching::contains("'items' must be a schema"));
  CHECK_THAT(error(R"({"properties":{"ctid":{},"ctid_":{}}})"),
             catching::contains("would share its column"));
  std::string many = R"({"properties":{)";
  for (int i = 0; i < 1601; ++i) {
    many += (i == 0 ? "\"c" : ",\"c") + std::to_string(i) + "\":{}";
  }
  CHECK_THAT(error(many + "}}"), catching::contains("PostgreSQL allows 1600"));
}

TEST_CASE("more keys than an index can have are refused") {
  std::string properties;
  std::vector<std::string> keys;
  const auto add_key = [&] {
    keys.push_back(text::concat('k', keys.size()));
    properties +=
        text::concat(keys.size() == 1 ? "" : ",", '"', keys.back(), "\":{}");
  };
  const auto schema = [&] {
    return text::concat(R"({"properties":{)", properties, "}}");
  };
  while (keys.size() < 32) add_key();
  CHECK(error(schema(), keys) == "none");
  add_key();
  CHECK_THAT(error(schema(), keys),
             catching::contains("has 33 keys; PostgreSQL allows 32"));
}

TEST_CASE("no properties are enough where there is metadata") {
  CHECK(error(R"({"properties":{}})") == "none");
}

TEST_CASE("what is renamed is told") {
  const std::string name(70, 'x');
  const auto result = table::design_table(
      schema_message(name, R"({"properties":{"xmin":{},")" + name +
                               R"(":{},"Id":{},"id":{}}})"),
      {});
  CHECK(result.warnings.size() == 3);
  CHECK_THAT(result.warnings[1],
             catching::contains("property 'xmin' is named 'xmin_'"));
  CHECK(result.table.columns[1].property == name);
}
