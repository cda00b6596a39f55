#include "text/utf8.hpp"

#include <string>
#include <string_view>

#include "catch.hpp"

using text::find_invalid_utf8;

TEST_CASE("find_invalid_utf8: well-formed text has no invalid byte") {
  for (const std::string_view valid :
       {std::string_view(""), std::string_view("plain ascii, longer than 8"),
        std::string_view("\xC2\x80"), std::string_view("\xDF\xBF"),
        std::string_view("\xE0\xA0\x80"), std::string_view("\xED\x9F\xBF"),
        std::string_view("\xEE\x80\x80"), std::string_view("\xEF\xBF\xBF"),
        std::string_view("\xF0\x90\x80\x80"),
        std::string_view("\xF4\x8F\xBF\xBF"),
        std::string_view("T\xC3\xBCrkmen\xC3\x84lem")}) {
    CHECK(find_invalid_utf8(valid) == valid.size());
  }
}

TEST_CASE("find_invalid_utf8: names the first byte that is not UTF-8") {
  const std::string prefix = "12345678abc";  // past the eight-byte steps
  for (const std::string_view invalid :
       {std::string_view("\x80"), std::string_view("\xC0\xAF"),
        std::string_view("\xC1\xBF"), std::string_view("\xC2"),
        std::string_view("\xE0\x9F\xBF"), std::string_view("\xED\xA0\x80"),
        std::string_view("\xEF\xBF"), std::string_view("\xF0\x8F\xBF\xBF"),
        std::string_view("\xF4\x90\x80\x80"),
        std::string_view("\xF5\x80\x80\x80"), std::string_view("\xFF"),
        std::string_view("\xF8\x88\x80\x80\x80")}) {
    CHECK(find_invalid_utf8(invalid) == 0);
    CHECK(find_invalid_utf8(prefix + std::string(invalid) + "tail") ==
          prefix.size());
  }
}
