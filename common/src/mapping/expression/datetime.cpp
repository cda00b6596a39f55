#include "mapping/expression/datetime.hpp"

#include <ctime>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

constexpr int kMaxYear = 9999;
constexpr std::int64_t kEpochDay = 719'163;  // 1970-01-01
constexpr std::int64_t kMaxDurationDays = 999'999'999;

std::int64_t days_before_year(int year) {
  const std::int64_t past = year - 1;
  return past * 365 + past / 4 - past / 100 + past / 400;
}

int days_before_month(int year, int month) {
  int days = 0;
  for (int each = 1; each < month; ++each) days += days_in(year, each);
  return days;
}

void require(const Integer& value, int low, int high, std::string_view what) {
  if (value >= low && value <= high) return;
  throw EvaluationError(text::concat(what, " must be in ", low, "..", high));
}

Duration normalized(std::int64_t days, std::int64_t microseconds) {
  std::int64_t more = microseconds / kMicrosecondsPerDay;
  std::int64_t rest = microseconds % kMicrosecondsPerDay;
  if (rest < 0) {
    rest += kMicrosecondsPerDay;
    --more;
  }
  return {days + more, rest};
}

void require_date(std::int64_t day) {
  if (day < 1 || day > kMaxDayNumber) {
    throw EvaluationError("date value out of range");
  }
}

}  // namespace

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

std::int64_t day_number(const Date& date) {
  return days_before_year(date.year) +
         days_before_month(date.year, date.month) + date.day;
}

Date date_of(std::int64_t day) {
  require_date(day);
  // A year is not more than 366 days: never too late.
  int year = static_cast<int>((day - 1) / 366) + 1;
  while (year < kMaxYear && days_before_year(year + 1) < day) ++year;
  int rest = static_cast<int>(day - days_before_year(year));
  int month = 1;
  while (rest > days_in(year, month)) rest -= days_in(year, month++);
  return {year, month, rest};
}

int weekday(const Date& date) {
  return static_cast<int>((day_number(date) + 6) % 7);
}

namespace {

// The Monday of the first ISO week.
std::int64_t first_monday(int year) {
  const std::int64_t first = days_before_year(year) + 1;
  const auto day = static_cast<int>((first + 6) % 7);
  return day > 3 ? first - day + 7 : first - day;
}

}  // namespace

IsoWeek iso_week(const Date& date) {
  const std::int64_t day = day_number(date);
  int year = date.year;
  if (day >= first_monday(year + 1)) {
    ++year;
  } else if (day < first_monday(year)) {
    --year;
  }
  const std::int64_t behind = day - first_monday(year);
  return {year, static_cast<int>(behind / 7) + 1,
          static_cast<int>(behind % 7) + 1};
}

Date date_of(const IsoWeek& week) {
  if (week.year < 1 || week.year > kMaxYear) {
    throw EvaluationError(text::concat("Year is out of range: ", week.year));
  }
  const bool has_53 = first_monday(week.year + 1) - first_monday(week.year) >
                      std::int64_t{52} * 7;
  if (week.week < 1 || week.week > (has_53 ? 53 : 52)) {
    throw EvaluationError(text::concat("Invalid week: ", week.week));
  }
  if (week.day < 1 || week.day > 7) {
    throw EvaluationError(
        text::concat("Invalid weekday: ", week.day, " (range is [1, 7])"));
  }
  return date_of(first_monday(week.year) + std::int64_t{week.week - 1} * 7 +
                 week.day - 1);
}

Date checked_date(const Integer& year, const Integer& month,
                  const Integer& day) {
  if (year < 1 || year > kMaxYear) {
    throw EvaluationError(
        text::concat("year ", to_text(year), " is out of range"));
  }
  require(month, 1, 12, "month");
  const Date date{static_cast<int>(year), static_cast<int>(month), 1};
  if (day < 1 || day > days_in(date.year, date.month)) {
    throw EvaluationError("day is out of range for month");
  }
  return {date.year, date.month, static_cast<int>(day)};
}

std::int64_t checked_time(const Integer& hour, const Integer& minute,
                          const Integer& second, const Integer& microsecond) {
  require(hour, 0, 23, "hour");
  require(minute, 0, 59, "minute");
  require(second, 0, 59, "second");
  require(microsecond, 0, 999'999, "microsecond");
  const auto seconds = static_cast<std::int64_t>(hour) * 3600 +
                       static_cast<std::int64_t>(minute) * 60 +
                       static_cast<std::int64_t>(second);
  return seconds * kMicrosecondsPerSecond +
         static_cast<std::int64_t>(microsecond);
}

Duration to_duration(const Integer& microseconds) {
  const Integer days = floor_quotient(microseconds, kMicrosecondsPerDay);
  if (days > kMaxDurationDays || days < -kMaxDurationDays) {
    throw EvaluationError(text::concat("days=", days.str(),
                                       "; must have magnitude <= 999999999"));
  }
  return {static_cast<std::int64_t>(days),
          static_cast<std::int64_t>(
              floor_remainder(microseconds, kMicrosecondsPerDay))};
}

Integer in_microseconds(const Duration& duration) {
  return Integer(duration.days) * kMicrosecondsPerDay + duration.microseconds;
}

Duration in_utc(const Time& time) {
  if (!time.zone) return {0, time.microseconds};
  return normalized(-time.zone->offset.days,
                    time.microseconds - time.zone->offset.microseconds);
}

Duration in_utc(const DateTime& moment) {
  const Duration time = in_utc(moment.time);
  return {day_number(moment.date) + time.days, time.microseconds};
}

DateTime add(const DateTime& moment, const Duration& duration) {
  const Duration sum =
      normalized(day_number(moment.date) + duration.days,
                 moment.time.microseconds + duration.microseconds);
  DateTime result = moment;
  result.date = date_of(sum.days);
  result.time.microseconds = sum.microseconds;
  result.time.fold = 0;
  return result;
}

Date add(const Date& date, const Duration& duration) {
  return date_of(day_number(date) + duration.days);
}

Duration difference(const DateTime& a, const DateTime& b) {
  const Duration left = in_utc(a);
  const Duration right = in_utc(b);
  return normalized(left.days - right.days,
                    left.microseconds - right.microseconds);
}

DateTime in_zone(const DateTime& moment, const TimeZone& zone) {
  const Duration instant = in_utc(moment);
  require_date(instant.days);  // Python goes by way of UTC
  const Duration there =
      normalized(instant.days + zone.offset.days,
                 instant.microseconds + zone.offset.microseconds);
  return {date_of(there.days), {there.microseconds, zone, 0}};
}

DateTime from_epoch(const Integer& microseconds,
                    const std::optional<TimeZone>& zone) {
  const Integer days = floor_quotient(microseconds, kMicrosecondsPerDay);
  if (days > kMaxDayNumber || days < -kMaxDayNumber) {
    throw EvaluationError("year is out of range");
  }
  DateTime moment;
  moment.date = date_of(static_cast<std::int64_t>(days) + kEpochDay);
  moment.time.microseconds = static_cast<std::int64_t>(
      floor_remainder(microseconds, kMicrosecondsPerDay));
  moment.time.zone = utc();
  if (zone) return in_zone(moment, *zone);
  moment.time.zone = std::nullopt;
  return moment;
}

namespace {

// This machine's distance from UTC at a moment in UTC.
std::tm local_parts(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  if (::localtime_r(&time, &parts) == nullptr) {
    throw EvaluationError("timestamp out of range for this platform");
  }
  return parts;
}

std::int64_t epoch_seconds(const DateTime& moment) {
  return (day_number(moment.date) - kEpochDay) * 86'400 +
         moment.time.microseconds / kMicrosecondsPerSecond;
}

// The first of the seconds since 1970 at which this machine's clock shows the
// moment; where it skips it, as if it had not changed yet.
std::int64_t local_epoch_seconds(const DateTime& moment) {
  const std::int64_t shown = epoch_seconds(moment);
  constexpr std::int64_t kDay = 86'400;
  const std::int64_t before = shown - local_parts(shown - kDay).tm_gmtoff;
  const std::int64_t behind = shown - local_parts(shown + kDay).tm_gmtoff;
  if (before + local_parts(before).tm_gmtoff == shown) return before;
  if (behind + local_parts(behind).tm_gmtoff == shown) return behind;
  return before;
}

}  // namespace

DateTime local_time(const Integer& microseconds) {
  const DateTime moment = from_epoch(microseconds, std::nullopt);
  const long offset = local_parts(epoch_seconds(moment)).tm_gmtoff;
  return add(moment, to_duration(Integer(offset) * kMicrosecondsPerSecond));
}

TimeZone local_zone(const DateTime& naive) {
  const std::tm parts = local_parts(local_epoch_seconds(naive));
  return {to_duration(Integer(parts.tm_gmtoff) * kMicrosecondsPerSecond),
          std::make_shared<const std::string>(parts.tm_zone)};
}

Integer epoch_microseconds(const DateTime& moment) {
  if (moment.time.zone) {
    const Duration instant = in_utc(moment);
    return in_microseconds({instant.days - kEpochDay, instant.microseconds});
  }
  return Integer(local_epoch_seconds(moment)) * kMicrosecondsPerSecond +
         moment.time.microseconds % kMicrosecondsPerSecond;
}

const TimeZone& utc() {
  static const TimeZone kUtc{};
  return kUtc;
}

}  // namespace mapping::expression
