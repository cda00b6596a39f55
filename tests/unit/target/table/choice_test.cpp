#include "table/choice.hpp"

#include <array>
#include <initializer_list>
#include <string>
#include <vector>

#include "catch.hpp"

using table::parse_type;

namespace {

bool takes(const char* column, const char* value) {
  return table::takes(parse_type(column), parse_type(value));
}

std::string of_all(std::initializer_list<const char*> types) {
  std::vector<table::ColumnType> parsed;
  for (const char* type : types) parsed.push_back(parse_type(type));
  return sql(table::type_of_all(parsed));
}

constexpr std::array kTypes = {"smallint",      "integer",
                               "bigint",        "numeric",
                               "numeric(10,2)", "boolean",
                               "text",          "timestamp without time zone",
                               "date",          "time without time zone",
                               "uuid",          "jsonb",
                               "bytea"};

}  // namespace

TEST_CASE("which values a column takes as what they are") {
  for (const char* type : kTypes) {
    INFO(type);
    CHECK(takes("text", type));
    CHECK(takes("jsonb", type));
    CHECK(takes("text[]", type));
    CHECK(takes(type, type));
    CHECK(takes("boolean", type) == (type == std::string("boolean")));
    CHECK(takes("uuid", type) == (type == std::string("uuid")));
  }
  CHECK(takes("bigint", "smallint"));
  CHECK_FALSE(takes("smallint", "bigint"));
  CHECK(takes("numeric", "bigint"));
  CHECK(takes("numeric", "numeric(10,2)"));
  CHECK_FALSE(takes("numeric(10,2)", "numeric"));
  CHECK_FALSE(takes("bigint", "numeric"));
  CHECK(takes("timestamp without time zone", "date"));
  CHECK_FALSE(takes("date", "timestamp without time zone"));
  CHECK(takes("bigint[]", "bigint"));
  CHECK_FALSE(takes("bigint[]", "numeric"));
  CHECK_FALSE(takes("bigint[]", "text[]"));
  CHECK(takes("text", "bigint[]"));
  CHECK_FALSE(takes("bigint", "bigint[]"));
}

TEST_CASE("the narrowest type for all") {
  CHECK(of_all({"uuid", "uuid"}) == "uuid");
  CHECK(of_all({"smallint", "bigint", "integer"}) == "bigint");
  CHECK(of_all({"bigint", "numeric(10,2)"}) == "numeric");
  CHECK(of_all({"date", "timestamp without time zone"}) ==
        "timestamp without time zone");
  CHECK(of_all({"date", "time without time zone"}) == "text");
  CHECK(of_all({"boolean", "bigint"}) == "text");
  CHECK(of_all({"bigint", "jsonb"}) == "jsonb");
  CHECK(of_all({"bigint[]", "bigint"}) == "jsonb");
  CHECK(of_all({"bigint[]", "numeric[]"}) == "numeric[]");
  CHECK(of_all({"text[]", "jsonb[]"}) == "jsonb[]");
}

TEST_CASE("the narrowest type takes each of them") {
  for (const char* a : kTypes) {
    for (const char* b : kTypes) {
      for (const char* suffix : {"", "[]"}) {
        const std::string other = std::string(b) + suffix;
        INFO(a << " and " << other);
        const auto type =
            table::type_of_all({parse_type(a), parse_type(other)});
        CHECK(table::takes(type, parse_type(a)));
        CHECK(table::takes(type, parse_type(other)));
        CHECK(type == table::type_of_all({parse_type(other), parse_type(a)}));
      }
    }
  }
}
