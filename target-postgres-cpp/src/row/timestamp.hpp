#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace row {

// Times as PostgreSQL's binary formats carry them: microseconds and days since
// 2000-01-01, and microseconds since midnight. Read as Python's fromisoformat()
// (3.11 and later) does: extended and basic forms, week dates, any offset.

struct Timestamp {
  std::int64_t microseconds = 0;  // UTC
  // Digits beyond microseconds that were not all 0 were cut.
  bool is_cut = false;
};

// "2021-01-02T03:04:05.678+05:30", "2021-01-02 03:04", "20210102T030405Z",
// "2021-01-02 03:04:05 +0530", "2021-W01-6", "2021-01-02". No offset means UTC.
// Nothing when it is none, or a day or time that does not exist (24:00, second
// 60, year 0).
std::optional<Timestamp> parse_timestamp(std::string_view text);

std::optional<std::int32_t> parse_date(std::string_view text);

struct TimeOfDay {
  std::int64_t microseconds = 0;
  bool is_cut = false;
  // There was an offset, which a time without time zone cannot keep; in
  // microseconds, positive east of Greenwich.
  bool has_offset = false;
  std::int64_t offset = 0;
};
// Also "9:30:00", as Python prints a timedelta below ten hours (tap-mysql).
std::optional<TimeOfDay> parse_time(std::string_view text);

// Microseconds since 2000-01-01 UTC.
std::int64_t timestamp_of(std::chrono::system_clock::time_point time);

}  // namespace row
