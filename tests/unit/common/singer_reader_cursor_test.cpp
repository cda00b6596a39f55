#include "json/cursor.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "json/decimal.hpp"
#include "json/padded_text.hpp"

namespace {

using json::Kind;

// What the cursor says of the text: "" when it is JSON.
std::string fault(std::string_view json) {
  const json::PaddedText text(json);
  try {
    json::Cursor cursor(text.view());
    cursor.value();
    cursor.expect_end();
  } catch (const json::SyntaxError& error) {
    CHECK(error.offset() <= json.size());
    return error.what();
  }
  return "";
}

// The text must outlive the value.
json::RawValue value_of(const json::PaddedText& text) {
  return json::Cursor(text.view()).value();
}

std::string unescaped(std::string_view json) {
  const json::PaddedText text(json);
  std::string scratch;
  return std::string(json::unescaped(value_of(text), scratch));
}

}  // namespace

TEST_CASE("values are seen whole and as written") {
  const json::PaddedText number(" -0.10e+5 ");
  CHECK(value_of(number).text == "-0.10e+5");
  CHECK(value_of(number).kind == Kind::kNumber);
  CHECK_FALSE(value_of(number).is_integer);
  const json::PaddedText integer("1234567890123456789012345678901234567890");
  CHECK(value_of(integer).is_integer);
  const json::PaddedText string(R"("a\"b")");
  CHECK(value_of(string).text == R"(a\"b)");
  CHECK(value_of(string).has_escape);
  const json::PaddedText object(R"({ "a" : [1, {"b": NaN}], "c": "\u0000" })");
  CHECK(value_of(object).text == object.view());
  CHECK(value_of(object).has_nul);
  CHECK(value_of(object).has_non_finite);
  CHECK_FALSE(value_of(object).has_lone_surrogate);
}

TEST_CASE("an object is read whole, each member with what it holds") {
  const json::PaddedText text(
      R"( { "a" : 1 , "\u0062":{"c":"\u0000"}, "a":[NaN], "n":"é" }, 2)");
  std::vector<json::Member> members(1);
  json::Cursor cursor(text.view());
  cursor.object(members);
  CHECK(cursor.rest() == ", 2");
  REQUIRE(members.size() == 5);
  CHECK(members[1].key.text == "a");
  CHECK(members[1].value.text == "1");
  CHECK(members[1].value.is_integer);
  CHECK(members[2].key.has_escape);
  CHECK(members[2].value.kind == Kind::kObject);
  CHECK(members[2].value.has_nul);
  CHECK_FALSE(members[2].value.has_non_finite);
  CHECK(members[3].key.text == "a");
  CHECK(members[3].value.has_non_finite);
  CHECK_FALSE(members[3].value.has_escape);
  CHECK(members[4].value.text == "é");
  const json::PaddedText empty("{ }");
  members.clear();
  json::Cursor(empty.view()).object(members);
  CHECK(members.empty());
  const json::PaddedText array("[]");
  CHECK_THROWS_AS(json::Cursor(array.view()).object(members),
                  json::SyntaxError);
}

// A part's flags are its own, in whatever order the parts come.
TEST_CASE("what a value holds is not what its neighbours hold") {
  const json::PaddedText text(
      R"([{"\u0000":1.5},{"a":NaN,"b":[1,"\ud800"]},[2,"x"]])");
  json::Cursor cursor(text.view());
  REQUIRE(cursor.enter_array());
  const json::RawValue first = cursor.value();
  CHECK(first.has_nul);
  CHECK(first.has_escape);
  CHECK_FALSE(first.has_non_finite);
  REQUIRE(cursor.next_item());
  const json::RawValue second = cursor.value();
  CHECK(second.has_non_finite);
  CHECK(second.has_lone_surrogate);
  CHECK_FALSE(second.has_nul);
  REQUIRE(cursor.next_item());
  const json::RawValue third = cursor.value();
  CHECK_FALSE(third.has_escape);
  CHECK_FALSE(third.has_non_finite);
  CHECK_FALSE(third.is_integer);
}

TEST_CASE("white space is told, but not that of strings") {
  const auto has_space = [](std::string_view json) {
    const json::PaddedText text(json);
    json::Cursor cursor(text.view());
    cursor.value();
    return cursor.has_space();
  };
  CHECK_FALSE(has_space(R"({"a b":[1,{"c":" \t "}]} )"));
  for (const char* spaced : {" 1", "[\n]", "[1 ]", "{\"a\"\t:1}", "{\"a\":\r1}",
                             "[[[{\"a\":1} ]]]"}) {
    INFO(spaced);
    CHECK(has_space(spaced));
  }
}

TEST_CASE("what is JSON and what is not") {
  for (const char* text :
       {"0", "-0", "1e400", "1E-7", "\"\"", "[]", "{}", "[[],[{}]]", "NaN",
        "-Infinity", "null", "true", "false", "\"\x7f\"", "\"é\"",
        R"("\ud83d\ude00")", "1e99999999999999999999"}) {
    INFO(text);
    CHECK(fault(text).empty());
  }
  for (const char* text : {"",
                           " ",
                           "01",
                           "-",
                           "1.",
                           ".5",
                           "+1",
                           "1e",
                           "1e+",
                           "0x1",
                           "nul",
                           "True",
                           "Inf",
                           "-NaN",
                           "[1,]",
                           "[,]",
                           "[1 2]",
                           "{\"a\"}",
                           "{\"a\":}",
                           "{a:1}",
                           "{\"a\":1,}",
                           "\"",
                           "\"\\\"",
                           "\"\\x\"",
                           "\"\\u12\"",
                           "\"\\u12g4\"",
                           "\"\t\"",
                           "[",
                           "{",
                           "[1",
                           "1 1",
                           "'a'",
                           "\"\x80\"",
                           "\"\xed\xa0\x80\"",
                           "\"\xf5\x80\x80\x80\"",
                           "\"\xe9\"",
                           "/**/1",
                           "]"}) {
    INFO(text);
    CHECK_FALSE(fault(text).empty());
  }
}

TEST_CASE("strings of any length end where they end") {
  for (std::size_t length = 0; length < 70; ++length) {
    const std::string plain(length, 'x');
    const json::PaddedText text("\"" + plain + "\",\"tail\"");
    CHECK(value_of(text).text == plain);
    CHECK(fault("\"" + plain + "\n\"") != "");
    CHECK(fault("\"" + plain + "\xff\"") == "invalid UTF-8 within a string");
    CHECK(unescaped("\"" + plain + "\\n" + plain + "\"") ==
          plain + "\n" + plain);
  }
}

TEST_CASE("escapes") {
  CHECK(unescaped(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(unescaped(R"("\u0041\u00e9\u6F22\ud83d\ude00")") == "Aé漢😀");
  CHECK(unescaped(R"("\u0000\ud83d\ud83d\ude00\udc00")") == "��😀�");
  const json::PaddedText lone(R"("\ud83dx")");
  CHECK(value_of(lone).has_lone_surrogate);
  const json::PaddedText low(R"("\udc00\ud83d")");
  CHECK(value_of(low).has_lone_surrogate);
  const json::PaddedText pair(R"("\ud83d\ude00")");
  CHECK_FALSE(value_of(pair).has_lone_surrogate);
}

TEST_CASE("nesting is bounded, not the stack") {
  const std::string deep(500, '[');
  CHECK(fault(deep + std::string(500, ']')).empty());
  CHECK(fault(deep + "[" + std::string(501, ']')) ==
        "nested more than 500 levels deep");
  CHECK(fault(std::string(1'000'000, '[')) ==
        "nested more than 500 levels deep");
}

TEST_CASE("integers out of numbers, exactly") {
  CHECK(json::parse_integer("3.0") == 3);
  CHECK(json::parse_integer("1e2") == 100);
  CHECK(json::parse_integer("-12.50e1") == -125);
  CHECK(json::parse_integer("0e99") == 0);
  CHECK(json::parse_integer("9223372036854775807.0") == INT64_MAX);
  CHECK(json::parse_integer("-9223372036854775808") == INT64_MIN);
  CHECK_FALSE(json::parse_integer("9223372036854775808"));
  CHECK_FALSE(json::parse_integer("1e-1"));
  CHECK_FALSE(json::parse_integer("1e1000000"));
  CHECK_FALSE(json::parse_integer("x"));
}

TEST_CASE("numbers compare by value") {
  const auto compare = [](std::string_view a, std::string_view b) {
    return json::compare(*json::parse_decimal(a), *json::parse_decimal(b));
  };
  CHECK(compare("1.0", "1") == 0);
  CHECK(compare("-0", "0.00") == 0);
  CHECK(compare("100", "1e2") == 0);
  CHECK(compare("0.1", "0.09999") > 0);
  CHECK(compare("-2", "-1") < 0);
  CHECK(compare("-1", "1") < 0);
  CHECK(compare("0", "1e-400") < 0);
  CHECK(compare("12.5", "12.49") > 0);
  CHECK(compare("1e400", "9e399") > 0);
}
