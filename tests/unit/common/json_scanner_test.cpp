#include "json/scanner.hpp"

#include "catch.hpp"
#include "json/document.hpp"
#include "text/concat.hpp"

using json::Scan;
using Outcome = json::Scan::Outcome;

TEST_CASE("a scan ends behind the value") {
  const Scan scan = json::scan_value(R"([1,{"a":"]"}] rest)");
  CHECK(scan.outcome == Outcome::kComplete);
  CHECK(scan.end == 13);
  CHECK_FALSE(scan.is_spaced);
  CHECK(json::scan_value("[1, 2]").is_spaced);
  CHECK(json::scan_value("x[1]", 1).end == 4);
}

TEST_CASE("every beginning of a value is incomplete, never wrong") {
  const std::string text =
      R"({"a":[-1.5e+10,true,false,null],"s":"\"\\\/\b\f\n\r\t\uD83D\uDE00"})";
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    CHECK(json::scan_value(text.substr(0, size)).outcome ==
          Outcome::kIncomplete);
  }
  CHECK(json::scan_value(text).outcome == Outcome::kComplete);
}

// RapidJSON as a second opinion: every one-byte change of a text is judged the
// same by both, but for what RapidJSON is known to let pass.
TEST_CASE("what is refused is what another strict parser refuses") {
  const std::string text =
      R"({"a":[-10.5e+1,0,true],"b":{"c":null,"d":"x\u00e9\"y"}})";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (int byte = 1; byte < 128; ++byte) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      const Scan scan = json::scan_value(changed);
      const bool is_right =
          scan.outcome == Outcome::kComplete && scan.end == changed.size();
      json::Document document;
      document.Parse<rapidjson::kParseValidateEncodingFlag>(changed.data(),
                                                            changed.size());
      INFO(changed);
      CHECK(is_right == !document.HasParseError());
    }
  }
}

TEST_CASE("members and elements are parts of the text") {
  const auto members = json::members_of(R"({ "a" : [1, 2] ,"b":"x"})");
  REQUIRE(members.size() == 2);
  CHECK(members[0].key == "a");
  CHECK(members[0].value == "[1, 2]");
  CHECK(members[1].value == "\"x\"");
  CHECK(json::members_of("[]").empty());
  const auto elements = json::elements_of(R"([1, {"a":[2]} ,"x"])");
  REQUIRE(elements.size() == 3);
  CHECK(elements[1] == R"({"a":[2]})");
  CHECK(json::elements_of("[]").empty());
}

TEST_CASE("a member is found by name, not inside of others") {
  const std::string_view text = R"({"x":{"b":1},"s":"b","b":3,"d":{"b":4}})";
  CHECK(json::find_member(text, "b")->value == "3");
  CHECK(json::find_member(text, "x")->value == R"({"b":1})");
  CHECK_FALSE(json::find_member(text, "c"));
  CHECK_FALSE(json::find_member("null", "c"));
  CHECK_FALSE(json::find_member("", "c"));
  CHECK_FALSE(json::find_member("{}", "c"));
}

TEST_CASE("of members of one name the last is found, however escaped") {
  const std::string_view text =
      R"({"b":1,"x":{"b":5},"b":[2],"s":"b","\u0062":3,"x":"b"})";
  CHECK(json::find_member(text, "b")->value == "3");
  CHECK(json::find_member(text, "x")->value == "\"b\"");
  const auto members = json::members_of(text);
  REQUIRE(members.size() == 3);
  CHECK(members[0].value == "3");
  CHECK(members[1].key == "x");
  CHECK(members[1].value == "\"b\"");
  CHECK(members[2].key == "s");
}

TEST_CASE("of many members, too, one of each name is kept") {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) {
    text += text::concat('"', i % 50'000, "\":", i, ',');
  }
  text += "\"last\":{}}";
  const auto members = json::members_of(text);
  REQUIRE(members.size() == 50'001);
  CHECK(members[7].key == "7");
  CHECK(members[7].value == "50007");
  CHECK(members.back().key == "last");
}

TEST_CASE("compacting leaves strings alone") {
  std::string out = ">";
  json::append_compact(out, "{ \"a b\" :\r\n[ 1 ,\t\"\\\" \\\\\" ] }");
  CHECK(out == R"(>{"a b":[1,"\" \\"]})");
}

TEST_CASE("escapes are resolved") {
  CHECK(json::unescape(R"(a\u00e9\n\"\ud83d\ude00)") == "aé\n\"😀");
}
