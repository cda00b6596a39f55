#include "json/members.hpp"

#include "catch.hpp"
#include "json/padded_text.hpp"
#include "text/concat.hpp"

namespace {

using json::json_text;
using json::RawValue;

// The text must outlive the value.
RawValue value_of(const json::PaddedText& text) {
  return json::Cursor(text.view()).value();
}

std::string found(std::string_view object, std::string_view name) {
  const json::PaddedText text(object);
  const auto value = json::find_member(value_of(text), name);
  return value ? std::string(json_text(*value)) : "nothing";
}

std::string characters(std::string_view string) {
  const json::PaddedText text(string);
  return json::characters(value_of(text));
}

}  // namespace

TEST_CASE("members and items are parts of the text") {
  const json::PaddedText object(R"({ "a" : [1, 2] ,"b":"x"})");
  const auto members = json::members_of(value_of(object));
  REQUIRE(members.size() == 2);
  CHECK(members[0].key.text == "a");
  CHECK(members[0].value.text == "[1, 2]");
  CHECK(json_text(members[1].value) == "\"x\"");
  const json::PaddedText empty("[]");
  CHECK(json::members_of(value_of(empty)).empty());
  CHECK(json::items_of(value_of(empty)).empty());
  const json::PaddedText array(R"([1, {"a":[2]} ,"x"])");
  const auto items = json::items_of(value_of(array));
  REQUIRE(items.size() == 3);
  CHECK(items[1].text == R"({"a":[2]})");
  CHECK(json::items_of(value_of(object)).empty());
}

TEST_CASE("a member is found by name, not inside of others") {
  const std::string_view text = R"({"x":{"b":1},"s":"b","b":3,"d":{"b":4}})";
  CHECK(found(text, "b") == "3");
  CHECK(found(text, "x") == R"({"b":1})");
  CHECK(found(text, "c") == "nothing");
  CHECK(found("null", "c") == "nothing");
  CHECK(found("[1]", "c") == "nothing");
  CHECK(found("{}", "c") == "nothing");
}

TEST_CASE("of members of one name the last is found, however escaped") {
  const std::string_view text =
      R"({"b":1,"x":{"b":5},"b":[2],"s":"b","\u0062":3,"x":"b"})";
  CHECK(found(text, "b") == "3");
  CHECK(found(text, "x") == "\"b\"");
  const json::PaddedText object(text);
  const auto members = json::members_of(value_of(object));
  REQUIRE(members.size() == 3);
  CHECK(members[0].value.text == "3");
  CHECK(members[1].key.text == "x");
  CHECK(json_text(members[1].value) == "\"b\"");
  CHECK(members[2].key.text == "s");
}

TEST_CASE("of many members, too, one of each name is kept") {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) {
    text += text::concat('"', i % 50'000, "\":", i, ',');
  }
  const json::PaddedText object(text + "\"last\":{}}");
  const auto members = json::members_of(value_of(object));
  REQUIRE(members.size() == 50'001);
  CHECK(members[7].key.text == "7");
  CHECK(members[7].value.text == "50007");
  CHECK(members.back().key.text == "last");
}

TEST_CASE("compacting leaves strings alone") {
  std::string out = ">";
  json::append_compact(out, "{ \"a b\" :\r\n[ 1 ,\t\"\\\" \\\\\" ] }");
  CHECK(out == R"(>{"a b":[1,"\" \\"]})");
}

TEST_CASE("a string's characters are all there") {
  CHECK(characters(R"("a\u00e9\n\"\ud83d\ude00")") == "aé\n\"😀");
  CHECK(characters(R"("plain")") == "plain");
  CHECK(characters(R"("\u0000x")") == std::string("\0x", 2));
}
