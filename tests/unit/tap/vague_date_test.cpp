#include "dates/vague_date.hpp"

#include "catch.hpp"

using dates::parse_vague_date;

namespace {

// "instant precision", with "?" behind it for what is doubtful.
std::string read(std::string_view text) {
  const auto date = parse_vague_date(text);
  if (!date) return "none";
  return date->instant + ' ' + std::string(date->precision) +
         (date->is_doubtful ? "?" : "");
}

}  // namespace

TEST_CASE("a vague date names the first instant of its period") {
  CHECK(read("2026 Sep 28 1248:59") == "2026-09-28T12:48:59Z second");
  CHECK(read("2026 Sep 20 0403") == "2026-09-20T04:03:00Z minute");
  CHECK(read("2026 Sep 17 23h") == "2026-09-17T23:00:00Z hour");
  CHECK(read("1958 Jul 25") == "1958-07-25T00:00:00Z day");
  CHECK(read("1957 Oct  4 1928:34") == "1957-10-04T19:28:34Z second");
  CHECK(read("1961 Jan") == "1961-01-01T00:00:00Z month");
  CHECK(read("2023 Q2") == "2023-04-01T00:00:00Z quarter");
  CHECK(read("1984") == "1984-01-01T00:00:00Z year");
  CHECK(read("1990s") == "1990-01-01T00:00:00Z decade");
  CHECK(read("21C") == "2001-01-01T00:00:00Z century");
}

TEST_CASE("a question mark makes it doubtful, at every precision") {
  CHECK(read("2026 Sep 17 1650?") == "2026-09-17T16:50:00Z minute?");
  CHECK(read("2026 Sep 17 1650:03?") == "2026-09-17T16:50:03Z second?");
  CHECK(read("1958 Jul 25?") == "1958-07-25T00:00:00Z day?");
  CHECK(read("1961 Jan?") == "1961-01-01T00:00:00Z month?");
  CHECK(read("2023 Q4?") == "2023-10-01T00:00:00Z quarter?");
  CHECK(read("1984?") == "1984-01-01T00:00:00Z year?");
  CHECK(read("1990s?") == "1990-01-01T00:00:00Z decade?");
  CHECK(read("20C?") == "1901-01-01T00:00:00Z century?");
}

TEST_CASE(
    "decimals of a second keep their digits, others become what they are") {
  CHECK(read("2016 Jun  8 2355:57.345") == "2016-06-08T23:55:57.345Z second");
  CHECK(read("2016 Jun  8 2355:57.50") == "2016-06-08T23:55:57.50Z second");
  CHECK(read("2016 Jun  8 2355.5") == "2016-06-08T23:55:30Z minute");
  CHECK(read("2016 Jun  8 2355.123") == "2016-06-08T23:55:07.38Z minute");
  CHECK(read("2016 Jun  8.98") == "2016-06-08T23:31:12Z hour");
  CHECK(read("2016 Jun  8.9?") == "2016-06-08T21:36:00Z day?");
}

TEST_CASE("a leap second is the second after, also of the year") {
  CHECK(read("2016 Dec 31 2359:60") == "2017-01-01T00:00:00Z second");
}

TEST_CASE("blanks around and within do not matter") {
  CHECK(read("  1957 Oct  4   1928 ? ") == "1957-10-04T19:28:00Z minute?");
}

TEST_CASE("what is no date is nothing") {
  for (const char* text : {"",
                           "-",
                           "?",
                           "2026 Feb 30",
                           "2026 Sep 31",
                           "2026 Sep 28 2400",
                           "2026 Sep 28 1260",
                           "2026 Sep 28 1248:61",
                           "2026 Sep 28 124",
                           "2026 Sep 28 1248:5",
                           "2026 Sep 28 1248.",
                           "2026 Sep 28 h",
                           "2026 Q5",
                           "2026 Q2 1",
                           "1995s",
                           "1990s Jan",
                           "0C",
                           "C",
                           "s",
                           "2026 sep 28",
                           "2026 Sept 28",
                           "20260928",
                           "2026-09-28",
                           "2026 Sep 28.5 1200",
                           "2026 Sep 028",
                           "2026 Sep 28 12:48",
                           "2026 Sep 28 1248 1",
                           "26 Sep 28",
                           "2026 Sep 28 1248:59.1234567890"}) {
    INFO(text);
    CHECK(read(text) == "none");
  }
}
