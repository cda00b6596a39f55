#include "text/percent.hpp"

#include "catch.hpp"

using text::percent_decode;

TEST_CASE("two hexadecimal digits behind a percent sign are a byte") {
  CHECK(percent_decode("a%2Fb%2fc") == "a/b/c");
  CHECK(percent_decode("%C3%A4") == "ä");
  CHECK(percent_decode("%00") == std::string(1, '\0'));
  CHECK(percent_decode("%2541") == "%41");
  CHECK(percent_decode("a+b").size() == 3);
  CHECK(percent_decode("").empty());
}

TEST_CASE("a percent sign without them stands for itself") {
  CHECK(percent_decode("100%") == "100%");
  CHECK(percent_decode("%4") == "%4");
  CHECK(percent_decode("%zz%41") == "%zzA");
  CHECK(percent_decode("%%41") == "%A");
  CHECK(percent_decode("%-1%+1% 1%0x41") == "%-1%+1% 1%0x41");
}
