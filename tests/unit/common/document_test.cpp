#include "json/document.hpp"

#include <string>

#include "catch.hpp"
#include "text/concat.hpp"

using catching::contains;

TEST_CASE("parse: a fault names the text, the line and the column") {
  CHECK_THROWS_WITH(json::parse("{\n  \"a\": nul\n}", "config file 'c.json'"),
                    contains("config file 'c.json' is not valid JSON") &&
                        contains("line 2, column"));
}

TEST_CASE("parse: text that nests without end is refused, not followed") {
  const std::string deep(100'000, '[');
  CHECK_THROWS_WITH(json::parse(deep, "state"),
                    contains("nests more than 500 levels"));
  CHECK_NOTHROW(json::parse("\"" + deep + "\"", "state"));
}

TEST_CASE("parse: invalid UTF-8 is refused") {
  CHECK_THROWS_AS(json::parse("\"\xFF\"", "state"), json::ParseError);
}

TEST_CASE("read_file: a missing file is named with its reason") {
  CHECK_THROWS_WITH(
      json::read_file("/nonexistent/a.json", "state file"),
      contains("state file '/nonexistent/a.json'") && contains("No such file"));
}

TEST_CASE("find: absent members and other values are nullptr") {
  const json::Document document = json::parse(R"({"a":1})", "test");
  REQUIRE(json::find(document, "a") != nullptr);
  CHECK(json::find(document, "a")->GetInt() == 1);
  CHECK(json::find(document, "b") == nullptr);
  CHECK(json::find(*json::find(document, "a"), "a") == nullptr);
}

TEST_CASE("parse: of members of one name the last counts, at every level") {
  const auto kept = [](std::string_view text) {
    return json::to_text(json::parse(text, "test"));
  };
  CHECK(kept(R"({"a":1,"b":2,"a":3})") == R"({"a":3,"b":2})");
  CHECK(kept(R"({"a":{"x":1},"b":[{"y":1,"z":0,"\u0079":2}],"a":[],"c":7})") ==
        R"({"a":[],"b":[{"y":2,"z":0}],"c":7})");
  CHECK(kept(R"({"":1,"":{"":2,"":null}})") == R"({"":{"":null}})");
  // Names that are stored within their value, and such that are not.
  const std::string name(100, 'n');
  CHECK(kept("{\"" + name + "\":1,\"b\":{},\"" + name +
             "\":2,\"b\":{\"c\":0}}") ==
        "{\"" + name + "\":2,\"b\":{\"c\":0}}");
}

TEST_CASE("parse: a member given a hundred thousand times is one") {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) {
    text += text::concat("\"a\":0,\"b", i, "\":1,");
  }
  const json::Document document = json::parse(text + "\"a\":1}", "test");
  CHECK(document.MemberCount() == 100'001);
  CHECK(json::find(document, "a")->GetInt() == 1);
}

TEST_CASE("quoted: only what JSON requires is escaped, and it reads back") {
  const std::string text = "a\"b\\c\n\t\x01\xC3\xBC/";
  CHECK(json::quoted(text) == "\"a\\\"b\\\\c\\n\\t\\u0001\xC3\xBC/\"");
  CHECK(json::string_view(json::parse(json::quoted(text), "test")) == text);
}
