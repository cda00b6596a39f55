// What the cursor takes for JSON, strict or not, and another strict parser as a
// second opinion.

#include <string>

#include "catch.hpp"
#include "json/cursor.hpp"
#include "json/document.hpp"
#include "text/concat.hpp"

namespace {

using json::Strictness;

bool takes(std::string_view text, Strictness strictness) {
  std::string padded(text);
  padded.append(json::kPadding, '\n');
  json::Cursor cursor(std::string_view(padded).substr(0, text.size()),
                      strictness);
  try {
    cursor.value();
    cursor.expect_end();
    return true;
  } catch (const json::SyntaxError&) {
    return false;
  }
}

// Each stands in an array.
bool strict_takes(std::string_view value) {
  return takes(text::concat('[', value, ']'), Strictness::kStrict);
}

bool cursor_takes(std::string_view value) {
  return takes(text::concat('[', value, ']'), Strictness::kPython);
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

TEST_CASE("json: what is JSON is taken") {
  for (const std::string_view value : kTaken) {
    INFO(value);
    CHECK(strict_takes(value));
    CHECK(cursor_takes(value));
  }
}

TEST_CASE("json: what is not is refused") {
  for (const std::string_view value : kRefused) {
    INFO(value);
    CHECK_FALSE(strict_takes(value));
    CHECK_FALSE(cursor_takes(value));
  }
}

TEST_CASE("json: what Python writes is taken where that is wanted") {
  for (const std::string_view value :
       {"NaN", "Infinity", "-Infinity", R"("\ud800")", R"("\udc00 ")",
        R"("\ud800\u0041")"}) {
    INFO(value);
    CHECK(cursor_takes(value));
    CHECK_FALSE(strict_takes(value));
  }
}

TEST_CASE(
    "json: line breaks are white space, but for the one behind the text") {
  CHECK(takes("\n[\n1\n,\n{\"a\"\n:\n2\n}\n]\n", Strictness::kStrict));
  CHECK_FALSE(takes("", Strictness::kStrict));
  CHECK_FALSE(takes("\n", Strictness::kStrict));
  CHECK_FALSE(takes("[1,", Strictness::kStrict));
}

// Whoever reads a text in pieces tells one that is cut off from one that is
// wrong by the fault's place.
TEST_CASE("json: every beginning of a text is cut off, never wrong") {
  const std::string text =
      R"({"a":[-1.5e+10,true,false,null],"s":"\"\\\/\b\f\n\r\t\uD83D\uDE00"})";
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(size);
    std::string padded = text.substr(0, size);
    padded.append(json::kPadding, '\n');
    try {
      json::Cursor(std::string_view(padded).substr(0, size),
                   Strictness::kStrict)
          .value();
      FAIL("taken");
    } catch (const json::SyntaxError& error) {
      CHECK(error.offset() == size);
    }
  }
}

// Every one-byte change of a text is judged the same by RapidJSON.
TEST_CASE("json: what is refused is what another strict parser refuses") {
  const std::string text =
      R"({"a":[-10.5e+1,0,true],"b":{"c":null,"d":"x\u00e9\"y"}})";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (int byte = 1; byte < 128; ++byte) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      json::Document document;
      document.Parse<rapidjson::kParseValidateEncodingFlag>(changed.data(),
                                                            changed.size());
      INFO(changed);
      CHECK(takes(changed, Strictness::kStrict) == !document.HasParseError());
    }
  }
}
