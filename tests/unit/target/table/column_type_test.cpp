#include "table/column_type.hpp"

#include "catch.hpp"

using table::cast_expression;
using table::is_storable;
using table::is_widening;
using table::parse_type;

TEST_CASE("types are spelled as PostgreSQL spells them") {
  for (const char* name : {"smallint",
                           "integer",
                           "bigint",
                           "numeric",
                           "numeric(10,2)",
                           "boolean",
                           "text",
                           "timestamp without time zone",
                           "date",
                           "time without time zone",
                           "uuid",
                           "jsonb",
                           "bytea",
                           "text[]",
                           "bigint[]",
                           "jsonb[]",
                           "character varying(20)",
                           "numeric(5,-2)",
                           "timestamp with time zone",
                           "\"Odd\".\"type\"",
                           "citext[]"}) {
    CHECK(sql(parse_type(name)) == name);
  }
  CHECK(parse_type("numeric(10,2)").precision == 10);
  CHECK(parse_type("double precision").base == table::BaseType::kOther);
}

TEST_CASE("what widens without loss") {
  const auto widens = [](const char* from, const char* to) {
    return is_widening(parse_type(from), parse_type(to));
  };
  CHECK(widens("smallint", "integer"));
  CHECK(widens("integer", "bigint"));
  CHECK(widens("bigint", "numeric"));
  CHECK(widens("bigint", "numeric(19,0)"));
  CHECK_FALSE(widens("bigint", "numeric(18,0)"));
  CHECK(widens("numeric(10,2)", "numeric(12,4)"));
  CHECK_FALSE(widens("numeric(10,2)", "numeric(12,5)"));
  CHECK_FALSE(widens("numeric", "numeric(12,5)"));
  CHECK(widens("double precision", "numeric"));
  CHECK(widens("date", "timestamp without time zone"));
  CHECK(
      widens("timestamp(3) without time zone", "timestamp without time zone"));
  CHECK(widens("jsonb", "text"));
  CHECK(widens("character varying(20)", "text"));
  CHECK(widens("text[]", "text"));
  CHECK(widens("integer[]", "bigint[]"));
  CHECK(widens("bigint[]", "text[]"));
  CHECK_FALSE(widens("text", "text[]"));
  CHECK_FALSE(widens("bigint", "integer"));
  CHECK_FALSE(widens("numeric", "bigint"));
  CHECK_FALSE(widens("text", "bigint"));
  CHECK_FALSE(widens("timestamp without time zone", "date"));
  CHECK_FALSE(widens("boolean", "bigint"));
  CHECK_FALSE(widens("text", "text"));
}

TEST_CASE("what a column of another type can hold") {
  const auto holds = [](const char* column, const char* value) {
    return is_storable(parse_type(value), parse_type(column));
  };
  CHECK(holds("bigint", "smallint"));
  CHECK(holds("numeric", "bigint"));
  CHECK(holds("text", "jsonb"));
  CHECK(holds("jsonb", "numeric"));
  CHECK(holds("jsonb", "text[]"));
  CHECK(holds("timestamp with time zone", "timestamp without time zone"));
  CHECK(holds("json", "jsonb"));
  CHECK(holds("character varying", "text"));
  CHECK(holds("citext", "text"));
  CHECK(holds("double precision", "integer"));
  CHECK_FALSE(holds("jsonb", "text"));
  CHECK_FALSE(holds("double precision", "bigint"));
  CHECK_FALSE(holds("double precision", "numeric"));
  CHECK_FALSE(holds("character varying(20)", "text"));
  CHECK_FALSE(holds("name", "text"));
  CHECK_FALSE(holds("date", "timestamp without time zone"));
  CHECK_FALSE(holds("bigint", "numeric"));
}

TEST_CASE("what the server stores without loss or refuses") {
  const auto checks = [](const char* column, const char* value) {
    return table::is_checked(parse_type(value), parse_type(column));
  };
  CHECK(checks("numeric(5,2)", "bigint"));
  CHECK(checks("numeric(5,0)", "smallint"));
  CHECK(checks("numeric(5,2)", "numeric(9,2)"));
  CHECK(checks("numeric(5,2)", "numeric(9,1)"));
  // These are rounded.
  CHECK_FALSE(checks("numeric(5,-2)", "bigint"));
  CHECK_FALSE(checks("numeric(5,2)", "numeric"));
  CHECK_FALSE(checks("numeric(5,2)", "numeric(5,3)"));
  CHECK_FALSE(checks("bigint", "numeric(5,0)"));
  CHECK_FALSE(checks("text", "text"));
}

TEST_CASE("a domain holds what its base type holds, and stays") {
  const auto domain = [](const char* base) {
    auto type = parse_type(base);
    type.domain = "raw.odd";
    return type;
  };
  CHECK(sql(domain("text")) == "raw.odd");
  CHECK(is_storable(parse_type("text"), domain("text")));
  CHECK(is_storable(parse_type("smallint"), domain("bigint")));
  CHECK_FALSE(is_storable(parse_type("numeric"), domain("bigint")));
  CHECK_FALSE(is_widening(domain("integer"), parse_type("bigint")));
  CHECK(table::is_checked(parse_type("bigint"), domain("numeric(5,2)")));
  // An explicit cast would cut the text, the assignment refuses it.
  CHECK(table::is_checked(parse_type("text"), domain("character varying(5)")));
  CHECK(cast_expression("c", parse_type("text"),
                        domain("character varying(5)")) == "c");
  CHECK(cast_expression("c", parse_type("smallint"), domain("bigint")) ==
        "c::bigint");
}

TEST_CASE("casts") {
  const auto cast = [](const char* from, const char* to) {
    return cast_expression("c", parse_type(from), parse_type(to));
  };
  CHECK(cast("text", "text") == "c");
  CHECK(cast("bigint", "numeric") == "c::numeric");
  CHECK(cast("double precision", "numeric") == "c::text::numeric");
  CHECK(cast("numeric", "jsonb") == "to_jsonb(c)");
  CHECK(cast("timestamp without time zone", "timestamp with time zone") ==
        "(c::timestamp AT TIME ZONE 'UTC')");
}
