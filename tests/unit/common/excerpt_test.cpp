#include "text/excerpt.hpp"

#include "catch.hpp"

using text::excerpt;

TEST_CASE("excerpt: shows short text as it is") {
  CHECK(excerpt("Not Found") == "Not Found");
  CHECK(excerpt("Es\xE2\x80\x99hail") == "Es\xE2\x80\x99hail");
}

TEST_CASE("excerpt: control characters and invalid bytes are visible") {
  CHECK(excerpt("a\nb\x7F") == "a\\x0ab\\x7f");
  CHECK(excerpt("a\xFFz") == "a\\xffz");
}

TEST_CASE("excerpt: a cut is marked and never splits a character") {
  CHECK(excerpt("abcdef", 3) == "abc…");
  CHECK(excerpt("ab\xC3\xBCx", 3) == "ab…");
}
