#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "mapping/expression/calendar.hpp"
#include "mapping/expression/integer.hpp"

// Arithmetic with dates and times. Each throws EvaluationError where Python
// raises OverflowError or ValueError.
namespace mapping::expression {

inline constexpr std::int64_t kMicrosecondsPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosecondsPerDay = 86'400'000'000;
inline constexpr std::int64_t kMaxDayNumber = 3'652'059;  // of 9999-12-31

bool is_leap(int year);
int days_in(int year, int month);
// 1 is 0001-01-01.
std::int64_t day_number(const Date& date);
Date date_of(std::int64_t day_number);
// 0 is Monday.
int weekday(const Date& date);

struct IsoWeek {
  int year;
  int week;
  int day;  // 1 is Monday
};
IsoWeek iso_week(const Date& date);
Date date_of(const IsoWeek& week);

// Throw "month must be in 1..12" and the like.
Date checked_date(const Integer& year, const Integer& month,
                  const Integer& day);
std::int64_t checked_time(const Integer& hour, const Integer& minute,
                          const Integer& second, const Integer& microsecond);

Duration to_duration(const Integer& microseconds);
Integer in_microseconds(const Duration& duration);

// What tells two times apart: in UTC where there is a zone.
Duration in_utc(const Time& time);
Duration in_utc(const DateTime& moment);

DateTime add(const DateTime& moment, const Duration& duration);
Date add(const Date& date, const Duration& duration);
Duration difference(const DateTime& a, const DateTime& b);

// The moment in another zone.
DateTime in_zone(const DateTime& moment, const TimeZone& zone);
// From seconds and microseconds since 1970.
DateTime from_epoch(const Integer& microseconds,
                    const std::optional<TimeZone>& zone);
// In this machine's time zone, which it had then.
DateTime local_time(const Integer& microseconds);
// The zone that this machine has at a moment of its own time.
TimeZone local_zone(const DateTime& naive);
// Since 1970; a naive moment is this machine's time.
Integer epoch_microseconds(const DateTime& moment);

const TimeZone& utc();

}  // namespace mapping::expression
