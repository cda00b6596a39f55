// What the schema says about a record as a whole.

#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "encoded_stream.hpp"

TEST_CASE("metadata are left out of rules about the whole record") {
  const Stream::FullSchema schema{
      R"({"properties":{"a":{"type":"string"}},"minProperties":1,)"
      R"("additionalProperties":false})"};
  Stream stream(schema, "[]", {}, {});
  stream.append(R"({"_sdc_deleted_at": "2024-01-01T00:00:00Z", "a": "x"})");
  CHECK_THAT(stream.error(R"({"_sdc_deleted_at": "2024-01-01T00:00:00Z"})"),
             catching::contains("minProperties: 0, less than 1"));
  CHECK_THAT(stream.error(R"({"a": "x", "b": 1})"),
             catching::contains("additionalProperties"));
  const Stream::FullSchema naming{
      R"({"properties":{"a":{},"_sdc_deleted_at":{}},"minProperties":2,)"
      R"("additionalProperties":false})"};
  Stream named(naming, "[]", {}, {});
  named.append(R"({"a": "x", "_sdc_deleted_at": null})");
}

TEST_CASE("required, and additionalProperties: false") {
  const Stream::FullSchema schema{
      R"({"properties":{"a":{"type":"string"},"b":{}},"required":["a"],)"
      R"("additionalProperties":false})"};
  Stream stream(schema, "[]", {}, {});
  stream.append(R"({"a": "x", "_sdc_deleted_at": null})");
  CHECK(stream.error(R"({"b": 1})") ==
        "line 3: stream 's', property 'a': required: is missing");
  CHECK(stream.error(R"({"a": "x", "c": 1})") ==
        "line 4: stream 's': \"c\" additionalProperties: is not in the schema");
}

TEST_CASE("an array may hold arrays of what its items are") {
  const std::string items =
      R"("type":["array","null"],"maxItems":2,"items":{"type":"integer",)"
      R"("maximum":9})";
  const std::string whole = R"(,"minProperties":1)";
  const std::string reference =
      R"(,"$defs":{"d":{"type":"integer","maximum":9}})";
  for (const auto& [property, rest] :
       std::vector<std::pair<std::string, std::string>>{
           {"{" + items + "}", ""},
           {"{" + items + "}", whole},
           {R"({"anyOf":[{"type":"null"},{)" + items + "}]}", ""},
           {R"({"type":"array","maxItems":2,"items":{"$ref":"#/$defs/d"}})",
            reference},
       }) {
    INFO(property << rest);
    Stream stream(Stream::FullSchema{R"({"properties":{"a":)" + property + "}" +
                                     rest + "}"},
                  "[]", row::EncoderOptions{}, table::TableOptions{});
    stream.append(R"({"a": [[1,2],[3,4]]})");
    stream.append(R"({"a": [[[1],[2]],[[3],[4]]]})");
    stream.append(R"({"a": [1,2]})");
    // Every rule of the items holds at every depth, those of the array outside.
    CHECK(stream.error(R"({"a": [[1,2],[3,10]]})") != "none");
    CHECK(stream.error(R"({"a": [[1,2],["x",4]]})") != "none");
    CHECK(stream.error(R"({"a": [[1],[2],[3]]})") != "none");
    CHECK(stream.error(R"({"a": [{"b":[1]}]})") != "none");
  }
  Stream stream(R"({"a":{)" + items + "}}");
  CHECK_THAT(stream.error(R"({"a": [[1,2],[3,10]]})"),
             catching::contains("property 'a[1][1]': 10 maximum: greater"));
  CHECK_THAT(stream.error(R"({"a": [[1,2],[3]]})"),
             catching::contains("line 3: stream 's', property 'a': [[1,2],[3]] "
                                "cannot be an array of PostgreSQL"));
}

TEST_CASE("only a record's own arrays, and not those that say what they hold") {
  Stream inside(R"({"a":{"type":"object","properties":{"b":{"type":"array",)"
                R"("items":{"type":"integer"}}}}})");
  CHECK_THAT(inside.error(R"({"a": {"b": [[1]]}})"),
             catching::contains("where the schema wants integer"));
  Stream nested(R"({"a":{"type":"array","items":{"type":"array",)"
                R"("items":{"type":"integer"}}}})");
  nested.append(R"({"a": [[1],[2]]})");
  CHECK_THAT(nested.error(R"({"a": [[[1]],[[2]]]})"),
             catching::contains("where the schema wants integer"));
}

TEST_CASE("rules of the whole record hold too") {
  Stream stream(
      Stream::FullSchema{R"({"properties":{"a":{},"b":{}},)"
                         R"("anyOf":[{"required":["a"]},{"required":["b"]}]})"},
      "[]", row::EncoderOptions{}, table::TableOptions{});
  stream.append(R"({"a": 1})");
  CHECK_THAT(stream.error("{}"),
             catching::contains("anyOf: none of the schemas holds"));
}

TEST_CASE("rules about a record's members together hold too") {
  const auto error = [](std::string_view rule, const std::string& record) {
    Stream stream(Stream::FullSchema{R"({"properties":{"a":{},"b":{}},)" +
                                     std::string(rule) + "}"},
                  "[]", row::EncoderOptions{}, table::TableOptions{});
    return stream.error(record);
  };
  CHECK_THAT(error(R"("dependentRequired":{"a":["b"]})", R"({"a": 1})"),
             catching::contains("dependentRequired: 'b' is missing"));
  CHECK_THAT(error(R"("propertyNames":{"const":"a"})", R"({"b": 1})"),
             catching::contains("propertyNames: 'b' is no name"));
  CHECK_THAT(error(R"("if":{"required":["a"]},"then":{"required":["b"]})",
                   R"({"a": 1})"),
             catching::contains("required: 'b' is missing"));
}

TEST_CASE("rules that are not checked are told in one warning") {
  Stream stream(R"__({"a":{"type":"string","pattern":"\\N{DOT}"},)__"
                R"__("b":{"type":"object","unevaluatedProperties":false}})__");
  const auto warnings = stream.encoder().take_warnings();
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings[0],
             catching::contains("stream 's': rules of the schema that are not "
                                "checked: 'a': pattern '\\N{DOT}'"));
  CHECK_THAT(warnings[0], catching::contains("; 'b': unevaluatedProperties"));
}
