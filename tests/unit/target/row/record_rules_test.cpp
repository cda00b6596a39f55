// What the schema says about a record as a whole.

#include <string>

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
  Stream stream(R"__({"a":{"type":"string","pattern":"(?=x)"},)__"
                R"__("b":{"type":"object","unevaluatedProperties":false}})__");
  const auto warnings = stream.encoder().take_warnings();
  REQUIRE(warnings.size() == 1);
  CHECK_THAT(warnings[0],
             catching::contains("stream 's': rules of the schema that are not "
                                "checked: 'a': pattern '(?=x)'"));
  CHECK_THAT(warnings[0], catching::contains("; 'b': unevaluatedProperties"));
}
