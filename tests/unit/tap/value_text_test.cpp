#include "documents/value_text.hpp"

#include "catch.hpp"

using documents::is_date;
using documents::is_integer;
using documents::parse_number;

namespace {

std::string number(std::string_view field) {
  const auto parsed = parse_number(field);
  if (!parsed) return "none";
  documents::RowText out;
  out.begin(100);
  put_number(field, *parsed, out);
  return std::string(out.from(0));
}

}  // namespace

TEST_CASE("numbers keep their digits") {
  for (const char* field :
       {"0", "5", "-5", "132.59", "0.10", "-0.0", "69999", "100001",
        "799501299", "12345678901234567890.12345678901234567890", "1e5", "1E-3",
        "-2.5579e-7", "5e+2"}) {
    CHECK(number(field) == field);
  }
}

TEST_CASE("what JSON does not spell so is spelt as JSON does") {
  CHECK(number("+5") == "5");
  CHECK(number("007") == "7");
  CHECK(number("-007.50") == "-7.50");
  CHECK(number("000") == "0");
  CHECK(number(".46237927E-3") == "0.46237927E-3");
  CHECK(number("-.1349327E-1") == "-0.1349327E-1");
  CHECK(number("5.") == "5");
  CHECK(number("5.e3") == "5e3");
  CHECK(number("+0.5") == "0.5");
}

TEST_CASE("most numbers are seen to be plain at once") {
  using documents::plain_number;
  using documents::PlainNumber;
  for (const char* field : {"0", "5", "69999", "99999999999999999999"}) {
    CHECK(plain_number(field) == PlainNumber::kInteger);
  }
  for (const char* field : {"0.5", "132.59", "0.0", "5.00"}) {
    CHECK(plain_number(field) == PlainNumber::kDecimal);
  }
  for (const char* field : {"", ".", "5.", ".5", "05", "00", "1.2.3", "-5",
                            "+5", " 5", "5 ", "1e5", "a"}) {
    INFO(field);
    CHECK(plain_number(field) == PlainNumber::kNo);
  }
}

TEST_CASE("what is no number is none") {
  for (const char* field :
       {"", ".", "-", "+", "abc", "1.2.3", "1,5", "1 2", "0x10", "NaN", "inf",
        "1e", "1e+", "e5", "--5", "5-", " 5", "1_000"}) {
    INFO(field);
    CHECK(number(field) == "none");
  }
}

TEST_CASE("an integer is digits alone, and fits 64 bits") {
  for (const char* field : {"5", "-5", "+5", "00069999", "999999999999999999",
                            "000000000000000000000000001"}) {
    INFO(field);
    CHECK(is_integer(*parse_number(field)));
  }
  for (const char* field : {"5.0", ".5", "5e0", "9999999999999999999"}) {
    INFO(field);
    CHECK_FALSE(is_integer(*parse_number(field)));
  }
}

TEST_CASE("a date is a day of the calendar") {
  for (const char* field :
       {"1957-10-04", "2024-02-29", "2000-02-29", "2026-12-31"}) {
    CHECK(is_date(field));
  }
  for (const char* field :
       {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-06-31", "2026-1-01", "26-01-01", "2026/01/01", "01-02-2026",
        "2026-01-01T00", "", "2026-0a-01", "-026-01-01"}) {
    INFO(field);
    CHECK_FALSE(is_date(field));
  }
}
