#include "table/type_mapping.hpp"

#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "text/concat.hpp"

namespace {

table::Choice choice(std::string_view schema, bool content_encoding = false) {
  return table::map_type(json::parse(schema, "the test's schema"),
                         {content_encoding});
}

// Of a new column.
std::string mapped(std::string_view schema, bool content_encoding = false) {
  return sql(choice(schema, content_encoding).any);
}

std::string first(std::string_view schema) { return sql(choice(schema).first); }

std::string any_of(std::string_view members) {
  return text::concat(R"({"anyOf":[)", members, "]}");
}

}  // namespace

// Row by row what MeltanoLabs' target-postgres 0.8 was seen to do, but where
// the test says that it refuses what the schema allows.
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
  CHECK(mapped(R"({"type":"integer","maximum":10})") == "bigint");
  CHECK(mapped(R"({"type":"integer","exclusiveMinimum":0,)"
               R"("exclusiveMaximum":10})") == "bigint");
}

TEST_CASE("integers that may be beyond 64 bits, which the peer refuses") {
  const auto integer = [](std::string_view rules) {
    return text::concat(R"({"type":["integer","null"],)", rules, "}");
  };
  for (const char* rules :
       {R"("minimum":0,"maximum":18446744073709551615)",
        R"("maximum":9223372036854775808)", R"("maximum":1e300)",
        R"("exclusiveMaximum":9223372036854775809)",
        R"("minimum":-9223372036854775809,"maximum":0)",
        R"("exclusiveMinimum":-1e19)", R"("minimum":18446744073709551616)",
        R"("maximum":-1e19)", R"("multipleOf":10000000000000000000)",
        R"("multipleOf":1e19,"maximum":0)", R"("enum":[1,1e19,null])",
        R"("const":-1e19)"}) {
    INFO(rules);
    CHECK(mapped(integer(rules)) == "numeric");
    CHECK(first(integer(rules)) == "bigint");
  }
  for (const char* rules :
       {R"("maximum":9223372036854775807)", R"("minimum":-9223372036854775808)",
        R"("exclusiveMaximum":9223372036854775808)",
        R"("maximum":10,"exclusiveMaximum":1e19)",
        R"("minimum":0,"exclusiveMinimum":-1e19)", R"("multipleOf":1000)",
        R"("maximum":"18446744073709551615")", R"("enum":[1,2])"}) {
    INFO(rules);
    CHECK(mapped(integer(rules)) == "bigint");
  }
  // Its one value is 0.
  CHECK(mapped(integer(R"("minimum":0,"maximum":9,"multipleOf":1e19)")) ==
        "smallint");
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
  CHECK_THROWS_AS(of("\"string\""), std::invalid_argument);
}

TEST_CASE("arrays that the peer refuses, or refuses values of") {
  const auto of = [](std::string_view items) {
    return choice(text::concat(R"({"type":"array","items":)", items, "}"));
  };
  // A schema for each of the first items, as in the drafts before 2020-12.
  CHECK(sql(of(R"([{"type":"string"},{}])").any) == "jsonb");
  const auto beyond =
      of(R"({"type":"integer","maximum":18446744073709551615})");
  CHECK(sql(beyond.any) == "numeric[]");
  CHECK(sql(beyond.first) == "bigint[]");
  CHECK(sql(of(R"({"type":["boolean","integer"]})").any) == "text[]");
}

TEST_CASE("several types: the one that holds them all") {
  CHECK(mapped(R"({"type":["string","integer"]})") == "text");
  CHECK(mapped(R"({"type":["integer","number"]})") == "numeric");
  CHECK(mapped(R"({"type":["object","string"]})") == "jsonb");
  CHECK(mapped(R"({"type":["array","string","null"]})") == "jsonb");
  CHECK(mapped(R"({"type":["string","integer"],"format":"date-time"})") ==
        "text");
}

TEST_CASE("no number takes true, nor a boolean a number") {
  for (const char* types :
       {R"(["boolean","integer"])", R"(["number","boolean","null"])"}) {
    INFO(types);
    CHECK(mapped(text::concat(R"({"type":)", types, "}")) == "text");
  }
  CHECK(first(R"({"type":["boolean","integer"]})") == "bigint");
  CHECK(mapped(R"({"type":["boolean","string"]})") == "text");
}

TEST_CASE("anyOf: the first member that says a type, if it takes the others") {
  const auto same = [](std::string_view members) {
    const auto found = choice(any_of(members));
    CHECK(found.first == found.any);
    return sql(found.any);
  };
  CHECK(same(R"({"type":"string","format":"date-time"},{"type":"null"})") ==
        "timestamp without time zone");
  CHECK(same(R"({"type":"string","format":"date-time"},)"
             R"({"type":"string","format":"date"})") ==
        "timestamp without time zone");
  CHECK(same(R"({"type":"string"},{"type":"integer"})") == "text");
  CHECK(same(R"({"type":"string"},{"type":"object"})") == "text");
  CHECK(same(R"({"type":"object"},{"type":"string"})") == "jsonb");
  CHECK(same(R"({"type":"null"},{"type":"array","items":{"type":"string"}},)"
             R"({"type":"string"})") == "text[]");
  CHECK(same(R"({"type":"array","items":{"type":"integer"}},)"
             R"({"type":"integer"})") == "bigint[]");
  CHECK(same(R"({"type":"number"},{"type":"integer"})") == "numeric");
  CHECK(same(R"({"type":"number"},)"
             R"({"type":"string","format":"x-singer.decimal"})") == "numeric");
  for (const char* nothing :
       {"false", R"({"const":null})", R"({"enum":[null]})",
        R"({"type":["null"]})", R"({"enum":[1,2,null]})",
        R"({"oneOf":[{"type":"integer"},{"type":"null"}]})"}) {
    INFO(nothing);
    CHECK(same(text::concat(R"({"type":"integer"},)", nothing)) == "bigint");
  }
}

TEST_CASE("anyOf: a type that takes all, where the first refuses others") {
  struct Case {
    const char* members;
    const char* first;
    const char* any;
  };
  const auto* const date_time = R"({"type":"string","format":"date-time"})";
  const auto cases = {
      Case{R"({"type":"integer"},{"type":"string"})", "bigint", "text"},
      Case{R"({"type":"number"},{"type":"string"})", "numeric", "text"},
      Case{R"({"type":"boolean"},{"type":"string"})", "boolean", "text"},
      Case{R"({"type":"boolean"},{"type":"integer"})", "boolean", "text"},
      Case{R"({"type":"string","format":"date"},{"type":"string"})", "date",
           "text"},
      Case{R"({"type":"string","format":"uuid"},{"type":"string"})", "uuid",
           "text"},
      Case{R"({"type":"string","format":"time"},{"type":"string"})",
           "time without time zone", "text"},
      Case{R"({"type":"string","format":"x-singer.decimal"},)"
           R"({"type":"string"})",
           "numeric", "text"},
      Case{R"({"type":"string","format":"date"},)"
           R"({"type":"string","format":"time"})",
           "date", "text"},
      Case{R"({"type":"string","format":"date"},)"
           R"({"type":"string","format":"date-time"})",
           "date", "timestamp without time zone"},
      Case{R"({"type":"integer"},{"type":"number"})", "bigint", "numeric"},
      Case{R"({"type":"integer","minimum":0,"maximum":9},{"type":"integer"})",
           "smallint", "bigint"},
      Case{R"({"type":"string","format":"x-singer.decimal","precision":5,)"
           R"("scale":2},{"type":"number"})",
           "numeric(5,2)", "numeric"},
      Case{R"({"type":"integer"},{"type":"object"})", "bigint", "jsonb"},
      Case{R"({"type":"integer"},{"type":"string"},{"type":"object"})",
           "bigint", "jsonb"},
      Case{R"({"type":"integer"},)"
           R"({"type":"array","items":{"type":"integer"}})",
           "bigint", "jsonb"},
      Case{R"({"type":"array","items":{"type":"integer"}},)"
           R"({"type":"string"})",
           "bigint[]", "jsonb"},
      Case{R"({"type":"array","items":{"type":"integer"}},)"
           R"({"type":"array","items":{"type":"number"}})",
           "bigint[]", "numeric[]"},
      Case{R"({"type":"array","items":{"type":"boolean"}},{"type":"integer"})",
           "boolean[]", "jsonb"},
      // What does not say its type.
      Case{R"({"type":"integer"},{})", "bigint", "text"},
      Case{R"({"type":"integer"},true)", "bigint", "text"},
      Case{R"({"type":"integer"},{"$ref":"#/x"})", "bigint", "text"},
      Case{R"({"type":"integer"},{"const":""})", "bigint", "text"},
      Case{R"({"type":"integer"},{"enum":["",1.5]})", "bigint", "text"},
      Case{R"({"type":"integer"},{"enum":[1.5]})", "bigint", "numeric"},
      Case{R"({"type":"integer"},{"enum":[[1]]})", "bigint", "jsonb"},
      Case{R"({"type":"integer"},)"
           R"({"anyOf":[{"type":"number"},{"type":"null"}]})",
           "bigint", "numeric"},
  };
  for (const Case& each : cases) {
    INFO(each.members);
    CHECK(first(any_of(each.members)) == each.first);
    CHECK(mapped(any_of(each.members)) == each.any);
  }
  CHECK(mapped(any_of(text::concat(date_time, R"(,{"type":"string"})"))) ==
        "text");
  CHECK(mapped(any_of(text::concat(date_time, R"(,{"type":"object"})"))) ==
        "jsonb");
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
