#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace mapping::expression {

// Days, and microseconds from 0 to less than a day's: a timedelta.
struct Duration {
  std::int64_t days = 0;
  std::int64_t microseconds = 0;
  // NOLINTNEXTLINE(modernize-use-nullptr)
  auto operator<=>(const Duration&) const = default;
};

// A fixed distance from UTC; the name is only there when one was given.
struct TimeZone {
  Duration offset;
  std::shared_ptr<const std::string> name;
};

struct Date {
  int year = 1;
  int month = 1;
  int day = 1;
  // NOLINTNEXTLINE(modernize-use-nullptr)
  auto operator<=>(const Date&) const = default;
};

struct Time {
  std::int64_t microseconds = 0;  // of the day
  std::optional<TimeZone> zone;
  int fold = 0;
};

struct DateTime {
  Date date;
  Time time;
};

}  // namespace mapping::expression
