#include "dates/moment.hpp"

#include "catch.hpp"

using dates::format_moment;
using dates::Moment;
using dates::parse_moment;

TEST_CASE("dates and times in the forms that the API and people use") {
  const Moment expected{1634485571, 0};
  for (const char* text :
       {"2021-10-17T15:46:11Z", "2021-10-17T15:46:11", "2021-10-17 15:46:11",
        "2021-10-17t15:46:11z", "2021-10-17T15:46:11.000Z",
        "2021-10-17T15:46:11+00:00", "2021-10-17T17:46:11+02:00",
        "2021-10-17T05:16:11-10:30"}) {
    INFO(text);
    CHECK(parse_moment(text) == expected);
  }
  CHECK(parse_moment("2021-10-17") == Moment{1634428800, 0});
  CHECK(parse_moment("1969-12-31T23:59:59Z") == Moment{-1, 0});
  CHECK(parse_moment("2024-02-29") == Moment{1709164800, 0});
}

TEST_CASE("fractions count, to the nanosecond") {
  CHECK(parse_moment("2021-10-17T15:46:11.5Z") ==
        Moment{1634485571, 500'000'000});
  CHECK(parse_moment("2021-10-17T15:46:11.1234567891Z") ==
        Moment{1634485571, 123'456'789});
  CHECK(*parse_moment("2021-10-17T15:46:11.5") >
        *parse_moment("2021-10-17T15:46:11.49"));
}

TEST_CASE("what is no date is none") {
  for (const char* text : {"",
                           "2021",
                           "2021-10",
                           "2021-13-01",
                           "2021-02-29",
                           "2021-00-10",
                           "21-10-17",
                           "2021-10-17T",
                           "2021-10-17T25:00:00Z",
                           "2021-10-17T24:00:00Z",
                           "2021-10-17T10:60:00Z",
                           "2021-10-17T10:00:61Z",
                           "2021-10-17T10:00:00.Z",
                           "2021-10-17T10:00:00+2",
                           "2021-10-17Z",
                           "2021-10-17T10:00:00Zx",
                           "2021-10-17T10:00:00+25:00",
                           "yesterday",
                           " 2021-10-17",
                           "2021-10-17\n"}) {
    INFO(text);
    CHECK_FALSE(parse_moment(text));
  }
}

TEST_CASE("moments are written as they are read") {
  for (const char* text : {"2021-10-17T15:46:11Z", "1970-01-01T00:00:00Z",
                           "1957-10-04T19:28:34Z", "2024-02-29T23:59:59Z"}) {
    CHECK(format_moment(*parse_moment(text)) == text);
  }
  CHECK(format_moment({1634485571, 999'999'999}) == "2021-10-17T15:46:11Z");
}

TEST_CASE("now is cut to its second") {
  const std::chrono::system_clock::time_point time(
      std::chrono::milliseconds(1999));
  CHECK(dates::whole_second(time) == Moment{1, 0});
}
