#include "table/column_type.hpp"

#include "catch.hpp"

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
                           "timestamp(3) with time zone",
                           "timestamp(0) without time zone",
                           "time(3) without time zone",
                           "time with time zone",
                           "character varying",
                           "character(5)",
                           "character varying(7)[]",
                           "bit(5)",
                           "interval(3)",
                           "real",
                           "double precision",
                           "\"Odd\".\"type\"",
                           "citext[]"}) {
    CHECK(sql(parse_type(name)) == name);
  }
  CHECK(parse_type("numeric(10,2)").precision == 10);
  CHECK(parse_type("interval").base == table::BaseType::kOther);
  CHECK(parse_type("bpchar").base == table::BaseType::kOther);
}

TEST_CASE("a limit is apart from the name") {
  CHECK(parse_type("character varying(20)").limit == 20);
  CHECK(parse_type("timestamp(0) without time zone").limit == 0);
  CHECK(parse_type("timestamp(3) with time zone").base ==
        table::BaseType::kTimestampTz);
  CHECK_FALSE(parse_type("timestamp with time zone").limit.has_value());
  CHECK(sql(without_limit(parse_type("time(3) with time zone[]"))) ==
        "time with time zone[]");
}

TEST_CASE("a domain is spelled by its name") {
  auto domain = parse_type("character varying(5)");
  domain.domain = "raw.odd";
  CHECK(sql(domain) == "raw.odd");
  CHECK(sql(without_domain(domain)) == "character varying(5)");
}

TEST_CASE("columns that take any text") {
  for (const char* name : {"text", "character varying(20)", "character(2)",
                           "citext", "extensions.citext"}) {
    INFO(name);
    CHECK(is_text_like(parse_type(name)));
  }
  for (const char* name : {"name", "\"char\"", "xml", "mycitext", "bytea"}) {
    INFO(name);
    CHECK_FALSE(is_text_like(parse_type(name)));
  }
}
