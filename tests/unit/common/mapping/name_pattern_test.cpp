#include "mapping/name_pattern.hpp"

#include "catch.hpp"

using mapping::matches;

// As Python's fnmatch.fnmatch answers on Linux.
TEST_CASE("patterns match whole names as fnmatch does") {
  CHECK(matches("orders", "orders"));
  CHECK_FALSE(matches("orders", "order"));
  CHECK_FALSE(matches("orders", "ORDERS"));
  CHECK(matches("orders", "*"));
  CHECK(matches("", "*"));
  CHECK(matches("public-orders", "public-*"));
  CHECK(matches("public-orders", "*-*s"));
  CHECK_FALSE(matches("public-orders", "*-"));
  CHECK(matches("orders", "?rders"));
  CHECK_FALSE(matches("orders", "??rders"));
  CHECK(matches("straße", "stra?e"));
  CHECK(matches("abcabd", "*abd"));
}

TEST_CASE("sets of characters") {
  CHECK(matches("users", "[a-z]*"));
  CHECK_FALSE(matches("Users", "[a-z]*"));
  CHECK(matches("Users", "[!a-z]*"));
  CHECK(matches("ß", "[À-ÿ]"));
  CHECK(matches("]", "[]]"));
  CHECK(matches("a", "[!]]"));
  CHECK_FALSE(matches("]", "[!]]"));
  CHECK(matches("-", "[a-]"));
  CHECK(matches("^", "[^a]"));
  CHECK_FALSE(matches("b", "[^a]"));
  CHECK_FALSE(matches("b", "[c-a]"));
  // One that does not close stands for itself.
  CHECK(matches("a[b", "a[b"));
  CHECK(matches("a[b", "a[[]b"));
}
