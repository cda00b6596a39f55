// The project has two readers of JSON text, one per direction: here both meet
// the same texts, and must take and refuse the same.

#include <string>

#include "catch.hpp"
#include "json/cursor.hpp"
#include "json/scanner.hpp"
#include "text/concat.hpp"

namespace {

// Each stands in an array, so that no number ends with its text.
bool scanner_takes(std::string_view value) {
  const std::string text = text::concat('[', value, ']');
  const json::Scan scan = json::scan_value(text);
  return scan.outcome == json::Scan::Outcome::kComplete &&
         scan.end == text.size();
}

bool cursor_takes(std::string_view value) {
  std::string text = text::concat('[', value, ']');
  const std::size_t size = text.size();
  text.append(json::kPadding, '\n');
  json::Cursor cursor(std::string_view(text).substr(0, size));
  try {
    cursor.value();
    cursor.expect_end();
    return true;
  } catch (const json::SyntaxError&) {
    return false;
  }
}

constexpr std::string_view kTaken[] = {
    "",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "10",
    "-1.50",
    "1e400",
    "1E+2",
    "0.1e-7",
    "123456789012345678901234567890.000",
    R"("")",
    R"("plain text that is longer than sixteen bytes")",
    R"("\"\\\/\b\f\n\r\t")",
    R"("a\u0000b")",
    R"("\ud83d\uDE80")",
    "\"\x7f\"",
    "\"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x9a\x80\"",
    "[]",
    "[[],{}]",
    "{}",
    R"({"":1})",
    R"({"a":1,"a":2})",
    R"( { "a" : [ 1 , 2 ] , "b" : null } )",
    "\t1\r",
    "1,2",
};

constexpr std::string_view kRefused[] = {
    "nul",       "True",      "+1",          "01",          "-",
    "1.",        ".5",        "1e",          "1e+",         "- 1",
    "0x10",      "1 2",       "'a'",         "\"open",      "\"a\tb\"",
    "\"a\x01\"", R"("\x")",   R"("\u12")",   R"("\u12g4")", R"("\")",
    "[1,]",      "[,1]",      "[1 2]",       "[1",          "{",
    R"({"a"})",  R"({"a":})", R"({"a":1,})", R"({a:1})",    R"({"a" 1})",
    R"({1:2})",  "1]",        "}",           "/* no */ 1",  "undefined",
};

}  // namespace

TEST_CASE("json: both readers take what is JSON") {
  for (const std::string_view value : kTaken) {
    INFO(value);
    CHECK(scanner_takes(value));
    CHECK(cursor_takes(value));
  }
}

TEST_CASE("json: both readers refuse what is not") {
  for (const std::string_view value : kRefused) {
    INFO(value);
    CHECK_FALSE(scanner_takes(value));
    CHECK_FALSE(cursor_takes(value));
  }
}

// Where they differ, on purpose: see json/cursor.hpp and json/scanner.hpp.
TEST_CASE("json: what only one of the readers takes") {
  // Python's writers send them; a target must say what to do about it.
  for (const std::string_view value : {"NaN", "Infinity", "-Infinity"}) {
    INFO(value);
    CHECK(cursor_takes(value));
    CHECK_FALSE(scanner_takes(value));
  }
  // The cursor flags half a character, so that an error can name its column.
  for (const std::string_view value :
       {R"("\ud800")", R"("\udc00 ")", R"("\ud800\u0041")"}) {
    INFO(value);
    CHECK(cursor_takes(value));
    CHECK_FALSE(scanner_takes(value));
  }
  // A line of a Singer stream holds no line break; an API's body may.
  CHECK_FALSE(cursor_takes("\n1"));
  CHECK(scanner_takes("\n1"));
}
