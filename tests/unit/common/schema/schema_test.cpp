#include "schema/schema.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "json/cursor.hpp"
#include "json/padded_text.hpp"

namespace {

// "" when the value is right, else "path: reason".
std::string violation(std::string_view schema, std::string_view json) {
  const schema::Schema compiled(schema);
  REQUIRE(compiled.unchecked().empty());
  const json::PaddedText text(json);
  schema::Violation found;
  if (schema::check(compiled.root(), json::Cursor(text.view()).value(),
                    &found)) {
    return "";
  }
  return found.path + ": " + found.reason;
}

bool is_right(std::string_view schema, std::string_view json) {
  return violation(schema, json).empty();
}

}  // namespace

TEST_CASE("type") {
  CHECK(is_right(R"({"type":"string"})", "\"x\""));
  CHECK(violation(R"({"type":"string"})", "1") ==
        ": where the schema wants string");
  CHECK(is_right(R"({"type":["null","string"]})", "null"));
  CHECK(violation(R"({"type":["null","string"]})", "[]") ==
        ": where the schema wants null or string");
  CHECK(is_right(R"({"type":"integer"})", "3.0"));
  CHECK(is_right(R"({"type":"integer"})", "1e2"));
  CHECK_FALSE(is_right(R"({"type":"integer"})", "3.5"));
  CHECK_FALSE(is_right(R"({"type":"integer"})", "true"));
  CHECK_FALSE(is_right(R"({"type":"integer"})", "NaN"));
  CHECK(is_right(R"({"type":"number"})", "NaN"));
  CHECK(is_right(R"({"type":["integer","number"]})", "3.5"));
  CHECK(is_right(R"({"type":"boolean"})", "false"));
  CHECK(is_right("{}", "{\"a\": 1}"));
}

TEST_CASE("enum and const compare values, not texts") {
  CHECK(is_right(R"({"enum":["a",1,null,{"b":[1.0]}]})", "\"\\u0061\""));
  CHECK(is_right(R"({"enum":["a",1,null,{"b":[1.0]}]})", "1.0"));
  CHECK(is_right(R"({"enum":["a",1,null,{"b":[1.0]}]})", "{\"b\": [1]}"));
  CHECK_FALSE(is_right(R"({"enum":["a",1]})", "\"A\""));
  CHECK_FALSE(is_right(R"({"enum":[0]})", "false"));
  CHECK(violation(R"({"const":5})", "6") == ": const: not 5");
  CHECK_FALSE(is_right(R"({"const":{"a":1}})", R"({"a":1,"b":2})"));
  CHECK_FALSE(is_right(R"({"const":[1,2]})", "[1]"));
}

TEST_CASE("bounds are exact, whatever the digits") {
  CHECK(is_right(R"({"minimum":10})", "10"));
  CHECK(violation(R"({"minimum":10})", "9.99999999999999999999999") ==
        ": minimum: less than 10");
  CHECK(violation(R"({"maximum":0.1})", "0.10000000000000000001") ==
        ": maximum: greater than 0.1");
  CHECK(is_right(R"({"maximum":0.1})", "0.1000"));
  CHECK_FALSE(is_right(R"({"exclusiveMinimum":0})", "0.0"));
  CHECK_FALSE(is_right(R"({"exclusiveMaximum":-1})", "-1"));
  CHECK(is_right(R"({"exclusiveMaximum":-1})", "-1.5"));
  CHECK(is_right(R"({"maximum":9223372036854775807})", "9223372036854775807"));
  CHECK_FALSE(
      is_right(R"({"maximum":9223372036854775807})", "9223372036854775808"));
  CHECK(is_right(R"({"minimum":10})", "\"1\""));
}

TEST_CASE("a schema's numbers keep their digits, and may be of any size") {
  CHECK(is_right(R"({"enum":[12345678901234567890123]})",
                 "12345678901234567890123"));
  CHECK_FALSE(is_right(R"({"enum":[12345678901234567890123]})",
                       "12345678901234567890124"));
  CHECK(violation(R"({"minimum":36893488147419103233})",
                  "36893488147419103232") ==
        ": minimum: less than 36893488147419103233");
  CHECK(
      is_right(R"({"minimum":36893488147419103233})", "36893488147419103233"));
  CHECK(is_right(R"({"maximum":1e400})", "1e400"));
  CHECK_FALSE(is_right(R"({"maximum":1e400})", "1.1e400"));
  CHECK(is_right(R"({"const":0.1000000000000000000001})",
                 "1000000000000000000001e-22"));
  CHECK_FALSE(is_right(R"({"const":0.1000000000000000000001})", "0.1"));
}

TEST_CASE("multipleOf is exact") {
  CHECK(is_right(R"({"multipleOf":0.01})", "19.99"));
  CHECK(is_right(R"({"multipleOf":0.1})", "0.3"));
  CHECK_FALSE(is_right(R"({"multipleOf":0.01})", "19.999"));
  CHECK(is_right(R"({"multipleOf":3})", "123456789012345678901234567890"));
  CHECK_FALSE(
      is_right(R"({"multipleOf":3})", "123456789012345678901234567891"));
  CHECK(is_right(R"({"multipleOf":4})", "1e30"));
  CHECK(is_right(R"({"multipleOf":2.5})", "0"));
}

TEST_CASE("lengths count characters") {
  CHECK(is_right(R"({"maxLength":2})", "\"é😀\""));
  CHECK(is_right(R"({"maxLength":1})", "\"\\ud83d\\ude00\""));
  CHECK(violation(R"({"maxLength":2})", "\"abc\"") ==
        ": maxLength: 3 characters, more than 2");
  CHECK_FALSE(is_right(R"({"minLength":1})", "\"\""));
}

TEST_CASE("pattern") {
  CHECK(is_right(R"({"pattern":"^[0-9a-f]{4}$"})", "\"00ff\""));
  CHECK(violation(R"({"pattern":"^[0-9a-f]{4}$"})", "\"00fg\"") ==
        ": pattern: does not match ^[0-9a-f]{4}$");
}

TEST_CASE("rules that cannot be checked are told, and left out") {
  const schema::Schema schema(
      R"__({"properties":{"a":{"items":{"pattern":"\\N{DOT}"}},)__"
      R"__("b":{"properties":{"c":{"$ref":"#/$defs/none"},)__"
      R"__("d":{"unevaluatedProperties":false}}}},"multipleOf":0})__");
  const auto& unchecked = schema.unchecked();
  REQUIRE(unchecked.size() == 4);
  CHECK(unchecked[0].substr(0, 21) == "the record: multipleO");
  CHECK(unchecked[1].substr(0, 26) == "'a[]': pattern '\\N{DOT}' (");
  CHECK(unchecked[2] ==
        "'b.c': $ref '#/$defs/none' (it leads out of the schema)");
  CHECK(unchecked[3] == "'b.d': unevaluatedProperties");
  const schema::Schema only(R"__({"pattern":"\\N{DOT}"})__");
  CHECK(only.root().is_plain);
}

TEST_CASE("a pattern that is none is the schema's fault") {
  for (const auto& [text, message] :
       {std::pair(R"__({"properties":{"a":{"items":{"pattern":"(a"}}}})__",
                  "'a[]': pattern '(a' is no regular expression of Python's: "
                  "missing ), unterminated subpattern"),
        std::pair(R"__({"patternProperties":{"\\p{L}":{}}})__",
                  "the record: pattern '\\p{L}' is no regular expression of "
                  "Python's: bad escape \\p")}) {
    CHECK_THROWS_WITH(schema::Schema(text), message);
  }
}

TEST_CASE("a pattern that would take for ever is no no") {
  const std::string text = std::string(100, 'a') + 'b';
  for (const char* schema :
       {R"__({"pattern":"(?=a)(a+)+$"})__",
        R"__({"not":{"pattern":"(?=a)(a+)+$"}})__",
        R"__({"anyOf":[{"pattern":"(?=a)(a+)+$"},{}]})__"}) {
    INFO(schema);
    CHECK(violation(schema, '"' + text + '"') ==
          ": pattern: more steps than can be taken; set validate_records to "
          "false");
  }
}

TEST_CASE("arrays") {
  const char* schema = R"({"type":"array","items":{"type":"integer"}})";
  CHECK(is_right(schema, "[1, 2]"));
  CHECK(violation(schema, "[1, \"x\"]") ==
        "[1]: where the schema wants integer");
  CHECK(violation(R"({"minItems":1})", "[]") == ": minItems: 0, less than 1");
  CHECK_FALSE(is_right(R"({"maxItems":1})", "[1,2]"));
  CHECK_FALSE(is_right(R"({"prefixItems":[{"type":"string"}],"items":false})",
                       R"(["a",1])"));
}

TEST_CASE("a list of items is of the first ones, as in older drafts") {
  const char* schema = R"({"items":[{"type":"string"},{"type":"integer"}],)"
                       R"("additionalItems":{"type":"boolean"}})";
  CHECK(is_right(schema, R"(["a",1,true,false])"));
  CHECK(is_right(schema, R"(["a"])"));
  CHECK(violation(schema, R"(["a","b"])") ==
        "[1]: where the schema wants integer");
  CHECK(violation(schema, R"(["a",1,2])") ==
        "[2]: where the schema wants boolean");
  // Where it is no list, that word says nothing.
  CHECK(is_right(R"({"items":{},"additionalItems":false})", "[1]"));
}

TEST_CASE("uniqueItems compares values, not texts") {
  const char* schema = R"({"uniqueItems":true})";
  CHECK(violation(schema, "[1, 2, 1]") == ": uniqueItems: 1 is there twice");
  CHECK_FALSE(is_right(schema, "[1, 1.0]"));
  CHECK_FALSE(is_right(schema, "[0, -0.0]"));
  CHECK_FALSE(is_right(schema, "[15, 1.5e1]"));
  CHECK_FALSE(is_right(schema, R"(["a", "\u0061"])"));
  CHECK_FALSE(is_right(schema, R"([{"a":1,"b":[2]}, {"b":[2.0],"a":1}])"));
  CHECK(is_right(schema, R"([1, "1", true, null, [1], {"1":1}, 10, 0.1, -1])"));
  CHECK(is_right(schema, R"([["a","b"], ["a\",\"b"], ["ab"], []])"));
  CHECK(is_right(schema,
                 "[0, false, \"\", 0.01, 12345678901234567890,"
                 " 12345678901234567891]"));
  CHECK(is_right(R"({"uniqueItems":false})", "[1, 1]"));
}

TEST_CASE("contains, minContains, maxContains") {
  const char* schema =
      R"({"contains":{"type":"integer"},"minContains":2,"maxContains":3})";
  CHECK(is_right(schema, R"(["a", 1, 2])"));
  CHECK(violation(schema, "[1]") ==
        ": contains: 1 of the items fit, less than 2");
  CHECK(violation(schema, "[1,2,3,4]") ==
        ": maxContains: 4 of the items fit, more than 3");
  CHECK_FALSE(is_right(R"({"contains":{"const":1}})", "[]"));
  CHECK(is_right(R"({"contains":{"const":1},"minContains":0})", "[]"));
  CHECK(is_right(R"({"minContains":5})", "[]"));
}

TEST_CASE("propertyNames, dependentRequired, dependentSchemas") {
  CHECK(violation(R"({"propertyNames":{"maxLength":1}})", R"({"ab":1})") ==
        ": propertyNames: 'ab' is no name the schema allows");
  CHECK(is_right(R"({"propertyNames":{"maxLength":1}})",
                 R"({"\u0061":1,"b":{"long":1}})"));
  CHECK_FALSE(is_right(R"({"propertyNames":false})", R"({"a":1})"));
  CHECK(is_right(R"({"propertyNames":false})", "{}"));
  const char* required = R"({"dependentRequired":{"a":["b"]}})";
  CHECK(violation(required, R"({"a":1})") ==
        ": dependentRequired: 'b' is missing and 'a' is there");
  CHECK(is_right(required, R"({"a":1,"b":2})"));
  CHECK(is_right(required, R"({"b":2})"));
  const char* schemas = R"({"dependentSchemas":{"a":{"minProperties":2}}})";
  CHECK_FALSE(is_right(schemas, R"({"a":1})"));
  CHECK(is_right(schemas, R"({"b":1})"));
}

TEST_CASE("if, then, else") {
  const char* schema =
      R"({"if":{"type":"string"},"then":{"maxLength":1},"else":{"minimum":5}})";
  CHECK(violation(schema, "\"ab\"") ==
        ": maxLength: 2 characters, more than 1");
  CHECK(is_right(schema, "\"a\""));
  CHECK(violation(schema, "4") == ": minimum: less than 5");
  CHECK(is_right(schema, "5"));
  CHECK(is_right(R"({"then":false})", "1"));
}

TEST_CASE("objects, with the path to the fault") {
  const char* schema =
      R"({"properties":{"a":{"properties":{"b":{"items":{"type":"string"}}}}},)"
      R"("required":["a"]})";
  CHECK(is_right(schema, R"({"a": {"b": ["x"]}, "more": 1})"));
  CHECK(violation(schema, R"({"a": {"b": ["x", 1]}})") ==
        "a.b[1]: where the schema wants string");
  CHECK(violation(schema, "{}") == ": required: 'a' is missing");
  CHECK(violation(R"({"properties":{"a":{}},"additionalProperties":false})",
                  R"({"b": 1})") ==
        ": additionalProperties: 'b' is not in the schema");
  CHECK_FALSE(
      is_right(R"({"additionalProperties":{"type":"string"}})", R"({"b": 1})"));
  CHECK(is_right(R"({"patternProperties":{"^x-":{"type":"integer"}},)"
                 R"("additionalProperties":false})",
                 R"({"x-a": 1})"));
  CHECK_FALSE(is_right(R"({"patternProperties":{"^x-":{"type":"integer"}}})",
                       R"({"x-a": "1"})"));
}

TEST_CASE("of members given twice the last counts, in schema and value") {
  const char* const schema =
      R"({"type":"string","properties":{"a":{"type":"string"},)"
      R"("a":{"type":"integer"}},"type":"object",)"
      R"("required":["b"],"required":["a"],"maxProperties":1})";
  CHECK(is_right(schema, R"({"a":1})"));
  CHECK(is_right(schema, R"({"a":"x","a":[],"\u0061":1})"));
  CHECK(violation(schema, R"({"a":1,"a":"x"})") ==
        "a: where the schema wants integer");
  CHECK(violation(schema, R"({"a":"x","b":1,"a":1})") ==
        ": maxProperties: 2, more than 1");
  const char* const either = R"({"anyOf":[{"properties":{"a":{"const":1}}},)"
                             R"({"properties":{"a":{"const":2}}}]})";
  CHECK(is_right(either, R"({"a":3,"a":2})"));
  CHECK_FALSE(is_right(either, R"({"a":2,"a":3})"));
}

TEST_CASE("allOf, anyOf, oneOf, not") {
  CHECK_FALSE(is_right(R"({"allOf":[{"minimum":1},{"maximum":2}]})", "3"));
  CHECK(is_right(R"({"anyOf":[{"type":"string"},{"type":"null"}]})", "null"));
  CHECK(violation(R"({"anyOf":[{"type":"string"},{"type":"null"}]})", "1") ==
        ": anyOf: none of the schemas holds");
  CHECK(violation(R"({"oneOf":[{"minimum":1},{"maximum":5}]})", "3") ==
        ": oneOf: 2 of the schemas hold, not one");
  CHECK(violation(R"({"not":{"type":"null"}})", "null") ==
        ": not: the forbidden schema holds");
}

TEST_CASE("$ref within the schema, even to what is around it") {
  const char* schema =
      R"({"$defs":{"tree":{"type":"object","properties":)"
      R"({"left":{"$ref":"#/$defs/tree"}}}},"$ref":"#/$defs/tree"})";
  CHECK(is_right(schema, R"({"left":{"left":{}}})"));
  CHECK(violation(schema, R"({"left":{"left":1}})") ==
        "left.left: where the schema wants object");
}

TEST_CASE("a $ref that leads back to itself is left out and told") {
  const auto unchecked = [](std::string_view schema) {
    const schema::Schema compiled(schema);
    const json::PaddedText text("1");
    CHECK(schema::check(compiled.root(), json::Cursor(text.view()).value(),
                        nullptr));
    return compiled.unchecked();
  };
  CHECK(unchecked(R"({"properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":)"
                  R"({"$ref":"#/$defs/x"}}})") ==
        std::vector<std::string>{
            "'a': $ref '#/$defs/x' (it leads back to itself)"});
  CHECK(unchecked(R"({"$ref":"#"})").size() == 1);
  CHECK(unchecked(R"({"anyOf":[{"$ref":"#"},{}]})").size() == 1);
  CHECK(unchecked(R"({"$ref":"#/$defs/x","$defs":{"x":{"if":{"$ref":)"
                  R"("#/$defs/y"}},"y":{"not":{"$ref":"#/$defs/x"}}}})")
            .size() == 1);
  CHECK(unchecked(R"({"dependentSchemas":{"a":{"$ref":"#"}}})").size() == 1);
  // Met from below first.
  CHECK(unchecked(R"({"$ref":"#/$defs/x","$defs":{"x":{"properties":{"a":)"
                  R"({"$ref":"#/$defs/y"}},"anyOf":[{"$ref":"#/$defs/y"}]},)"
                  R"("y":{"anyOf":[{"$ref":"#/$defs/x"},{}]}}})")
            .size() == 1);
}

TEST_CASE("alternatives that multiply end in an error, not in years") {
  const char* const schema =
      R"({"$ref":"#/$defs/x","$defs":{"x":{"properties":{"a":)"
      R"({"anyOf":[{"$ref":"#/$defs/x"},{"$ref":"#/$defs/x"}]},)"
      R"("b":{"type":"string"}}}}})";
  std::string json = R"({"b":1})";
  for (int i = 0; i < 60; ++i) json = R"({"a":)" + json + "}";
  CHECK_THAT(violation(schema, json),
             catching::contains("more combinations than can be tried"));
  CHECK(is_right(schema, R"({"a":{"a":{"b":"x"}}})"));
}

namespace {

// Every "path: reason (wanted)" of a schema of types alone.
std::vector<std::string> all_violations(std::string_view json) {
  const schema::Schema schema(
      R"({"properties":{"a":{"type":["integer","null"],"minimum":5},)"
      R"("b":{"type":"array","items":{"type":"string","format":"short",)"
      R"("pattern":"^x"}},)"
      R"("c":{"properties":{"d":{"type":"boolean"}},"required":["e"]}},)"
      R"("additionalProperties":false})",
      {{"short", [](std::string_view text) { return text.size() < 3; }}});
  const json::PaddedText text(json);
  std::vector<std::string> all;
  for (const auto& each :
       schema::check_all(schema.root(), json::Cursor(text.view()).value())) {
    all.push_back(each.path + ": " + each.reason + " (" + each.wanted + ") " +
                  each.value);
  }
  return all;
}

}  // namespace

TEST_CASE("types alone: other rules are not asked") {
  CHECK(all_violations(R"({"a":1,"b":["ab"],"c":{"x":1},"y":2})").empty());
  CHECK(all_violations(R"({"a":null})").empty());
}

TEST_CASE("types alone: all that is wrong is told") {
  const auto all =
      all_violations(R"({"a":1.0,"b":["ab",5,"abc",6],"c":{"d":[1]}})");
  REQUIRE(all.size() == 5);
  CHECK(
      all[0] ==
      "a: where the schema wants integer or null ([\"integer\",\"null\"]) 1.0");
  CHECK(all[1] == "b[]: where the schema wants string (\"string\") 5");
  CHECK(all[2] == "b[]: format: no short (short) \"abc\"");
  CHECK(all[3] == "b[]: where the schema wants string (\"string\") 6");
  CHECK(all[4] == "c.d: where the schema wants boolean (\"boolean\") [1]");
}

TEST_CASE("types alone: of members of one name the last counts") {
  CHECK(all_violations(R"({"a":"x","a":1})").empty());
  CHECK(all_violations(R"({"a":1,"a":"x"})").size() == 1);
}
