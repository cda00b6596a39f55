#include "singer/time.hpp"

#include "catch.hpp"

TEST_CASE("format_time: RFC 3339 in UTC with microseconds") {
  using namespace std::chrono;
  const system_clock::time_point time =
      sys_days{2026y / 11 / 20} + 13h + 33min + 50s + 939194us;
  CHECK(singer::format_time(time) == "2026-11-20T13:33:50.939194+00:00");
  CHECK(singer::format_time(sys_days{2024y / 2 / 29}) ==
        "2024-02-29T00:00:00.000000+00:00");
}
