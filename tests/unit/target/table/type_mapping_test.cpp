#include "table/type_mapping.hpp"

#include <stdexcept>
#include <string>

#include "catch.hpp"

namespace {

std::string mapped(std::string_view schema, bool content_encoding = false) {
  return sql(table::map_type(json::parse(schema, "the test's schema"),
                             {content_encoding}));
}

}  // namespace

// Row by row what MeltanoLabs' target-postgres 0.8 was seen to do.
TEST_CASE("strings") {
  CHECK(mapped(R"({"type":"string"})") == "text");
  CHECK(mapped(R"({"type":"string","enum":["a"]})") == "text");
  CHECK(mapped(R"({"type":"string","maxLength":20})") == "text");
  for (const char* format :
       {"email", "uri", "hostname", "ipv4", "ipv6", "duration", "regex",
        "binary", "json", "decimal", "singer.decimal", "nobody-knows"}) {
    CHECK(mapped(std::string(R"({"type":"string","format":")") + format +
                 "\"}") == "text");
  }
  CHECK(mapped(R"({"type":"string","contentEncoding":"base64"})") == "text");
  CHECK(mapped(R"({"type":["null","string"],"format":"date-time"})") ==
        "timestamp without time zone");
  CHECK(mapped(R"({"type":"string","format":"date"})") == "date");
  CHECK(mapped(R"({"type":"string","format":"time"})") ==
        "time without time zone");
  CHECK(mapped(R"({"type":"string","format":"uuid"})") == "uuid");
}

TEST_CASE("decimals in strings") {
  CHECK(mapped(R"({"type":"string","format":"x-singer.decimal"})") ==
        "numeric");
  CHECK(mapped(R"({"type":"string","format":"x-singer.decimal",)"
               R"("precision":10,"scale":2})") == "numeric(10,2)");
  CHECK(mapped(R"({"type":"string","format":"x-singer.decimal",)"
               R"("precision":0,"scale":2})") == "numeric");
}

TEST_CASE("base16 is bytea only when asked for") {
  const char* schema = R"({"type":"string","contentEncoding":"base16"})";
  CHECK(mapped(schema) == "text");
  CHECK(mapped(schema, true) == "bytea");
}

TEST_CASE("integers by both bounds") {
  const auto bounds = [](const char* minimum, const char* maximum) {
    return mapped(std::string(R"({"type":"integer","minimum":)") + minimum +
                  ",\"maximum\":" + maximum + "}");
  };
  CHECK(mapped(R"({"type":"integer"})") == "bigint");
  CHECK(bounds("-32768", "32767") == "smallint");
  CHECK(bounds("0", "32767.0") == "smallint");
  CHECK(bounds("-32769", "32767") == "integer");
  CHECK(bounds("0", "32768") == "integer");
  CHECK(bounds("-2147483648", "2147483647") == "integer");
  CHECK(bounds("0", "2147483648") == "bigint");
  CHECK(bounds("0", "18446744073709551615") == "bigint");
  CHECK(mapped(R"({"type":"integer","maximum":10})") == "bigint");
  CHECK(mapped(R"({"type":"integer","exclusiveMinimum":0,)"
               R"("exclusiveMaximum":10})") == "bigint");
}

TEST_CASE("numbers, booleans, objects") {
  CHECK(mapped(R"({"type":"number","multipleOf":0.01,"maximum":1})") ==
        "numeric");
  CHECK(mapped(R"({"type":["boolean","null"]})") == "boolean");
  CHECK(mapped(R"({"type":"object","properties":{}})") == "jsonb");
}

TEST_CASE("no type that says anything is text") {
  for (const char* schema :
       {R"({"type":"null"})", R"({"type":["null"]})", "{}",
        R"({"description":"x"})", R"({"const":1})", R"({"enum":[1]})",
        R"({"$ref":"#/x"})", R"({"allOf":[{"type":"integer"}]})",
        R"({"oneOf":[{"type":"integer"},{"type":"null"}]})",
        R"({"type":"nobody-knows"})", "true"}) {
    INFO(schema);
    CHECK(mapped(schema) == "text");
  }
}

TEST_CASE("arrays by their items") {
  CHECK(mapped(R"({"type":"array"})") == "jsonb");
  CHECK(mapped(R"({"type":"array","prefixItems":[{}]})") == "jsonb");
  const auto of = [](const char* items) {
    return mapped(std::string(R"({"type":["null","array"],"items":)") + items +
                  "}");
  };
  CHECK(of("{}") == "jsonb[]");
  CHECK(of(R"({"anyOf":[{"type":"string"}]})") == "jsonb[]");
  CHECK(of(R"({"$ref":"#/x"})") == "jsonb[]");
  CHECK(of(R"({"type":"string"})") == "text[]");
  CHECK(of(R"({"type":["string","null"],"format":"date-time"})") == "text[]");
  CHECK(of(R"({"type":"integer","minimum":0,"maximum":1})") == "bigint[]");
  CHECK(of(R"({"type":"number"})") == "numeric[]");
  CHECK(of(R"({"type":"boolean"})") == "boolean[]");
  CHECK(of(R"({"type":"object"})") == "jsonb[]");
  CHECK(of(R"({"type":"array","items":{"type":"string"}})") == "jsonb[]");
  CHECK(of(R"({"type":["string","integer"]})") == "text[]");
  CHECK_THROWS_AS(of(R"([{"type":"string"}])"), std::invalid_argument);
  CHECK_THROWS_AS(of("\"string\""), std::invalid_argument);
}

TEST_CASE("several types: the one that holds them all") {
  CHECK(mapped(R"({"type":["string","integer"]})") == "text");
  CHECK(mapped(R"({"type":["integer","number"]})") == "numeric");
  CHECK(mapped(R"({"type":["boolean","integer"]})") == "bigint");
  CHECK(mapped(R"({"type":["object","string"]})") == "jsonb");
  CHECK(mapped(R"({"type":["array","string","null"]})") == "jsonb");
  CHECK(mapped(R"({"type":["string","integer"],"format":"date-time"})") ==
        "text");
}

TEST_CASE("anyOf: the first member that says a type") {
  const auto any_of = [](const char* members) {
    return mapped(std::string(R"({"anyOf":[)") + members + "]}");
  };
  CHECK(any_of(R"({"type":"string","format":"date-time"},{"type":"null"})") ==
        "timestamp without time zone");
  CHECK(any_of(R"({"type":"string","format":"date-time"},{"type":"string"})") ==
        "timestamp without time zone");
  CHECK(any_of(R"({"type":"string"},{"type":"integer"})") == "text");
  CHECK(any_of(R"({"type":"integer"},{"type":"string"})") == "bigint");
  CHECK(any_of(R"({"type":"integer"},{"type":"number"})") == "bigint");
  CHECK(any_of(R"({"type":"null"},{"type":"array","items":{"type":"string"}},)"
               R"({"type":"string"})") == "text[]");
}

TEST_CASE("x-sql-datatype goes before all else") {
  CHECK(mapped(R"({"type":"string","x-sql-datatype":"smallint"})") ==
        "smallint");
  CHECK(mapped(R"({"type":"integer","x-sql-datatype":"integer"})") ==
        "integer");
  CHECK(mapped(R"({"x-sql-datatype":"bigint"})") == "bigint");
  CHECK(mapped(R"({"type":"array","x-sql-datatype":"pgvector"})") ==
        "integer[]");
  CHECK(mapped(R"({"type":"string","x-sql-datatype":"money"})") == "text");
}
