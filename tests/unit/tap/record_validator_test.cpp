#include "extract/record_validator.hpp"

#include "catch.hpp"
#include "documents/json_body.hpp"

using extract::RecordValidator;
using extract::Validation;
using extract::ValidationError;

namespace {

std::string fault_of(std::string_view text) {
  const json::Document schema = json::parse(
      R"({"properties":{
           "id":{"type":["string"]},
           "n":{"type":["number","null"]},
           "i":{"type":["integer","null"]},
           "b":{"type":"boolean"},
           "t":{"type":["string","null"],"format":"date-time"},
           "d":{"type":["string","null"],"format":"date"},
           "o":{"type":["object","null"],"properties":{
             "a":{"type":["array","null"],"items":{"type":["string"]}}}},
           "any":{}}})",
      "schema");
  RecordValidator validator("ships", schema, Validation::kFail);
  documents::JsonBody reader(documents::Root::kObject);
  reader.feed(text);
  try {
    validator.check(*reader.next());
  } catch (const ValidationError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("documents as the schema says pass") {
  for (const char* text :
       {"{}", R"({"id":"x","n":1,"i":2,"b":true})", R"({"n":1.5e3,"i":null})",
        R"({"t":"2021-10-17T15:46:11Z","d":"2021-10-17"})",
        R"({"t":"2021-10-17T15:46:11.123-04:00","d":null})",
        R"({"o":{"a":["x"],"new":{}},"any":[1],"undeclared":1})",
        R"({"o":{"a":null}})", R"({"id":5,"id":"x"})",
        R"({"o":{"a":[1],"\u0061":["x"]}})", "{\n\"i\": 1,\r\n\"n\":\n2}",
        R"({"t":"2021\u002d10-17T15:46:11Z"})"}) {
    INFO(text);
    CHECK(fault_of(text).empty());
  }
}

TEST_CASE("others are named by path, kind and value") {
  CHECK(fault_of(R"({"id":5})") ==
        "stream 'ships': 'id' of document 1 is an integer 5 where [\"string\"] "
        "was expected; validate_records: warn would let it pass");
  CHECK_THAT(fault_of(R"({"o":{"a":["x",null]}})"),
             catching::contains("'o.a[]' of document 1 is null where "));
  for (const char* text :
       {R"({"i":1.5})", R"({"i":1e3})", R"({"n":"1"})", R"({"b":null})",
        R"({"t":"2021-10-17T15:46:11"})", R"({"t":"2021-10-17"})",
        R"({"t":"2021-10-17 15:46:11Z"})", R"({"d":"2021-10-17T00:00:00Z"})",
        R"({"d":""})", R"({"o":[]})", R"({"o":{"a":{}}})", "{\n\"i\":\n1.5}"}) {
    INFO(text);
    CHECK_FALSE(fault_of(text).empty());
  }
}
