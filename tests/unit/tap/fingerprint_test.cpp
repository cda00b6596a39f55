#include "extract/fingerprint.hpp"

#include "catch.hpp"

using extract::fingerprint;

TEST_CASE("the same parts have the same fingerprint, others another") {
  CHECK(fingerprint({"a", "b"}) == fingerprint({"a", "b"}));
  CHECK(fingerprint({"a", "b"}) != fingerprint({"b", "a"}));
  CHECK(fingerprint({"ab", ""}) != fingerprint({"a", "b"}));
  CHECK(fingerprint({"a"}) != fingerprint({"a", ""}));
  CHECK(fingerprint({}).size() == 16);
}
