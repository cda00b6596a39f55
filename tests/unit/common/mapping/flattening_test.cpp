#include "catch.hpp"
#include "mapping/dumped_text.hpp"
#include "mapping/error.hpp"
#include "mapping/flat_name.hpp"
#include "mapping_sample.hpp"

using mapping_sample::Mapped;
using mapping_sample::properties;

namespace {

constexpr std::string_view kDepth1 =
    R"({"flattening_enabled":true,"flattening_max_depth":1})";
constexpr std::string_view kDepth2 =
    R"({"flattening_enabled":true,"flattening_max_depth":2})";

std::string flat(std::vector<std::string> path, std::size_t length) {
  return mapping::flat_name(path, {.max_depth = 1, .max_key_length = length});
}

std::string dumped(std::string_view json) {
  const std::string text = mapping_sample::padded(json);
  json::Cursor cursor(std::string_view(text.data(), json.size()));
  std::string out;
  mapping::append_dumped(out, cursor.value());
  return out;
}

}  // namespace

TEST_CASE("names that are too long are abbreviated from the left") {
  CHECK(flat({"user", "address"}, 255) == "user__address");
  // As long as the limit is too long.
  CHECK(flat({"user", "address"}, 13) == "use__address");
  CHECK(flat({"shipping_address", "cityName", "zip"}, 20) ==
        "sa__cityName__zip");
  CHECK(flat({"shipping_address", "cityName", "zip"}, 12) == "sa__cn__zip");
  // A limit that cannot be kept.
  CHECK(flat({"shipping_address", "cityName", "zip"}, 1) == "sa__cn__zip");
  CHECK(flat({"_private", "a__b"}, 1) == "_pr__a_");
  // Characters count, not bytes.
  CHECK(flat({"straße", "größe"}, 14) == "straße__größe");
  CHECK(flat({"", "a"}, 255) == "__a");
}

TEST_CASE("objects above the depth become columns, what remains text") {
  const Mapped mapped(
      kDepth1,
      properties(R"("id":{"type":"integer"},)"
                 R"("user":{"type":["object","null"],"properties":{)"
                 R"("name":{"type":"string"},)"
                 R"("home":{"type":["null","object"],"properties":{}},)"
                 R"("tags":{"type":"array"}}},)"
                 R"("more":{"type":["object","null"]})"));
  CHECK(mapped.schema() ==
        properties(R"("id":{"type":"integer"},)"
                   R"("user__name":{"type":"string"},)"
                   R"("user__home":{"type":["string","null"]},)"
                   R"("user__tags":{"type":"string"},)"
                   R"("more":{"type":["string","null"]})"));
  CHECK(mapped.record(R"({"id":1,"user":{"name":"A","home":{"a": 1.50},)"
                      R"("tags":[ "x" ]},"more":{"b":null}})") ==
        R"({"id":1,"user__name":"A","user__home":"{\"a\":1.50}",)"
        R"("user__tags":"[\"x\"]","more":"{\"b\":null}"})");
  CHECK(mapped.record(R"({"id":1,"user":null})") == R"({"id":1,"user":null})");
}

TEST_CASE("a depth of two goes one deeper, a depth of zero is none") {
  const std::string schema = properties(
      R"("a":{"type":"object","properties":{)"
      R"("b":{"type":"object","properties":{"c":{"type":"string"}}}}})");
  const Mapped mapped(kDepth2, schema);
  CHECK(mapped.schema() == properties(R"("a__b__c":{"type":"string"})"));
  CHECK(mapped.record(R"({"a":{"b":{"c":"x"}}})") == R"({"a__b__c":"x"})");
  const Mapped off(R"({"flattening_enabled":true,"flattening_max_depth":0})",
                   schema);
  CHECK(off.at(0).passes_through());
  CHECK(off.schema() == schema);
}

TEST_CASE("objects that the schema does not know are expanded as well") {
  const Mapped mapped(kDepth1, properties(R"("id":{"type":"integer"})"));
  CHECK(mapped.record(R"({"id":1,"new":{"a":[1, 2],"b":{}}})") ==
        R"({"id":1,"new__a":"[1,2]","new__b":"{}"})");
}

TEST_CASE("members in any order, with escaped names, find their columns") {
  const Mapped mapped(
      kDepth1, properties(R"("id":{"type":"integer"},"o":{"type":"object",)"
                          R"("properties":{"a":{},"b":{}}})"));
  CHECK(mapped.record(R"({"o":{"b":1,"\u0061":2},"\u0069d":3})") ==
        R"({"o__b":1,"o__a":2,"id":3})");
}

TEST_CASE("columns that meet in one name are refused by both properties") {
  CHECK_THROWS_WITH(
      Mapped(kDepth1, properties(R"("a__b":{"type":"string"},"a":{"type":)"
                                 R"("object","properties":{"b":{"type":)"
                                 R"("string"}}})")),
      catching::contains(
          "stream 'users': properties 'a__b' and 'a > b' meet in one column "
          "'a__b'"));
}

TEST_CASE("of alternatives the first counts when it is text, else all do") {
  const Mapped mapped(
      kDepth1,
      properties(R"("t":{"anyOf":[{"type":"string","format":"date-time"},{}]},)"
                 R"("i":{"anyOf":[{"type":"integer"},{"type":"object"}]},)"
                 R"("o":{"oneOf":[{"type":"object"}]},"e":{"enum":["a"]},)"
                 R"("x":{},"d":{"description":"y"})"));
  CHECK(
      mapped.schema() ==
      properties(
          R"("t":{"type":["null","string"],"format":"date-time"},)"
          R"("i":{"anyOf":[{"type":"integer"},{"type":"object"}]},)"
          R"("o":{"oneOf":[{"type":"object"}]},"e":{"enum":["a"]},)"
          R"("x":{"type":["null","string"]},"d":{"type":["null","string"]})"));
  // What is kept is kept as it is: no text.
  CHECK(mapped.record(R"({"i":{"a": 1},"o":{},"x":{"a": 1}})") ==
        R"({"i":{"a": 1},"o":{},"x":"{\"a\":1}"})");
}

TEST_CASE("what became columns is not required any more") {
  const Mapped mapped(
      kDepth1,
      R"({"properties":{"id":{"type":"integer"},"o":{"type":"object",)"
      R"("properties":{"a":{"type":"string"}}}},"required":["id","o"]})");
  CHECK(mapped.schema() ==
        R"({"properties":{"id":{"type":"integer"},"o__a":{"type":"string"}},)"
        R"("required":["id"]})");
}

TEST_CASE("numbers of a schema keep their digits") {
  const Mapped mapped(kDepth1, properties(R"("n":{"type":"number",)"
                                          R"("multipleOf":0.10,)"
                                          R"("maximum":1e400})"));
  CHECK(mapped.schema() == properties(R"("n":{"type":"number",)"
                                      R"("multipleOf":0.10,)"
                                      R"("maximum":1e400})"));
}

TEST_CASE("text of objects is what Python's simplejson writes") {
  // simplejson.dumps(json.loads(x, parse_float=Decimal), use_decimal=True,
  // separators=(",", ":"), ignore_nan=True)
  CHECK(dumped(R"({ "a" : [ 1 , true , null ] })") == R"({"a":[1,true,null]})");
  CHECK(dumped(R"(["ß","\u00DF","😀","\ud83d\ude00","\/","\u0041"])") ==
        R"(["\u00df","\u00df","\ud83d\ude00","\ud83d\ude00","/","A"])");
  CHECK(dumped(R"(["\u000a\n\t\b\f\r\u0001","\"\\"])") ==
        R"(["\n\n\t\b\f\r\u0001","\"\\"])");
  CHECK(dumped("[\"\x7f\"]") == R"(["\u007f"])");
  CHECK(dumped("[1.50,-0,-0.0,1e5,1.25e+3,1E-7,0.000001,0.0000001,100.00]") ==
        "[1.50,0,-0.0,1E+5,1.25E+3,1E-7,0.000001,1E-7,100.00]");
  CHECK(dumped("[NaN,-Infinity,12345678901234567890.123456789]") ==
        "[null,null,12345678901234567890.123456789]");
  // The last one counts, in the place of the first.
  CHECK(dumped(R"({"a":1,"b":2,"\u0061":3})") == R"({"a":3,"b":2})");
  CHECK(dumped("{}") == "{}");
  CHECK(dumped("[]") == "[]");
}
