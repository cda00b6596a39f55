#include "http/retry_after.hpp"

#include "catch.hpp"

using http::parse_retry_after;
using namespace std::chrono_literals;

namespace {

// 2021-10-17T00:00:00Z, a Sunday.
const std::chrono::system_clock::time_point kNow{1634428800s};

}  // namespace

TEST_CASE("Retry-After in seconds") {
  CHECK(parse_retry_after("0", kNow) == 0ms);
  CHECK(parse_retry_after("120", kNow) == 120s);
}

TEST_CASE("Retry-After as a date") {
  CHECK(parse_retry_after("Sun, 17 Oct 2021 00:01:00 GMT", kNow) == 60s);
  CHECK(parse_retry_after("Sun Oct 17 00:01:00 2021", kNow) == 60s);
  CHECK(parse_retry_after("Sat, 16 Oct 2021 00:00:00 GMT", kNow) == 0ms);
}

TEST_CASE("an absurd Retry-After is a day at most") {
  CHECK(parse_retry_after("1000000000", kNow) == 24h);
  CHECK(parse_retry_after("99999999999999999999999", kNow) == 24h);
  CHECK(parse_retry_after("Sun, 17 Oct 2100 00:00:00 GMT", kNow) == 24h);
}

TEST_CASE("garbage is no Retry-After") {
  for (const char* value : {"", "-5", "1.5", "soon", "12 seconds", "\xFF"}) {
    INFO(value);
    CHECK_FALSE(parse_retry_after(value, kNow));
  }
}
