#include "table/loaded_type.hpp"

#include "catch.hpp"

using table::parse_type;

namespace {

std::string loaded(const char* wanted, const char* stored,
                   bool is_key = false) {
  table::Column column;
  column.type = parse_type(wanted);
  column.is_key = is_key;
  return sql(loaded_type(column, parse_type(stored)));
}

}  // namespace

TEST_CASE("a text column takes what the tap sent, as it was sent") {
  for (const char* wanted :
       {"bigint", "numeric", "boolean", "timestamp without time zone", "uuid",
        "jsonb", "bytea", "bigint[]"}) {
    INFO(wanted);
    for (const char* stored :
         {"text", "character varying(20)", "character(5)", "citext"}) {
      CHECK(loaded(wanted, stored) == "text");
    }
  }
  CHECK(loaded("jsonb[]", "text[]") == "text[]");
  CHECK(loaded("bigint", "text[]") == "bigint");
}

TEST_CASE("a jsonb column takes times as the tap spelled them") {
  CHECK(loaded("timestamp without time zone", "jsonb") == "jsonb");
  CHECK(loaded("uuid", "jsonb") == "jsonb");
  // Of any shape.
  CHECK(loaded("jsonb[]", "jsonb") == "jsonb");
  CHECK(loaded("bigint[]", "jsonb") == "jsonb");
  // Whose JSON is the same either way, or a number for a decimal.
  CHECK(loaded("bigint", "jsonb") == "bigint");
  CHECK(loaded("numeric(5,2)", "jsonb") == "numeric(5,2)");
  // May be JSON, may be not.
  CHECK(loaded("text", "jsonb") == "text");
}

TEST_CASE("times of day and instants keep their zone where there is one") {
  CHECK(loaded("timestamp without time zone", "timestamp(3) with time zone") ==
        "timestamp with time zone");
  CHECK(loaded("time without time zone", "time(0) with time zone") ==
        "time with time zone");
  CHECK(
      loaded("timestamp without time zone", "timestamp(3) without time zone") ==
      "timestamp without time zone");
}

TEST_CASE("a uuid that is a key stays one") {
  CHECK(loaded("text", "uuid", true) == "uuid");
  CHECK(loaded("text", "uuid") == "text");
}

TEST_CASE("a column that is there takes what it can of a choice") {
  const auto chosen = [](const char* first, const char* any,
                         const char* stored) {
    table::Column column;
    column.type = parse_type(any);
    column.choice = {parse_type(first), parse_type(any)};
    return sql(loaded_type(column, parse_type(stored)));
  };
  const auto timestamp = "timestamp without time zone";
  CHECK(chosen(timestamp, "text", "text") == "text");
  CHECK(chosen(timestamp, "text", "character varying(9)") == "text");
  CHECK(chosen(timestamp, "text", timestamp) == timestamp);
  CHECK(chosen(timestamp, "text", "timestamp(3) with time zone") ==
        "timestamp with time zone");
  CHECK(chosen("bigint", "numeric", "bigint") == "bigint");
  CHECK(chosen("bigint", "numeric", "integer") == "bigint");
  CHECK(chosen("bigint", "numeric", "numeric") == "numeric");
  CHECK(chosen("bigint", "numeric", "double precision") == "numeric");
  // Which is not to become another.
  CHECK(chosen("bigint", "numeric", "numeric(20,0)") == "numeric(20,0)");
  CHECK(chosen("bigint[]", "jsonb", "bigint[]") == "bigint[]");
  CHECK(chosen("bigint", "jsonb", "jsonb") == "jsonb");
  // Neither: the stream's schema has changed.
  CHECK(chosen(timestamp, "text", "boolean") == "text");
}

TEST_CASE("of a domain the type it is made over counts") {
  table::Column column;
  column.type = parse_type("bigint");
  auto domain = parse_type("character varying(9)");
  domain.domain = "raw.word";
  CHECK(sql(loaded_type(column, domain)) == "text");
}

TEST_CASE("a table that is not there changes nothing") {
  table::Table want;
  want.columns.resize(1);
  want.columns[0].name = table::Identifier::of("a");
  want.columns[0].type = parse_type("bigint");
  CHECK(table::loaded_table(want, {}).columns[0].type == parse_type("bigint"));
  table::ExistingTable have;
  have.columns.resize(1);
  have.columns[0].name = want.columns[0].name.name();
  CHECK(table::loaded_table(want, have).columns[0].type == parse_type("text"));
}
