#include "row/timestamp.hpp"

namespace row {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr sys_days kEpoch = std::chrono::year(2000) / 1 / 1;
constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

// Reads forward through a text; each function reads what it names or says so.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool is_at_end() const { return rest_.empty(); }
  bool next_is(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool next_is_digit() const {
    return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
  }
  bool has_one_digit_before(char c) const {
    return next_is_digit() && rest_.size() > 1 && rest_[1] == c;
  }
  bool skip(char c) {
    if (!next_is(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Exactly `count` digits.
  bool number(std::size_t count, int& value) {
    if (rest_.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const char c = rest_[i];
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }

  // One or more digits, as microseconds.
  bool fraction(int& microseconds, bool& is_cut) {
    if (!next_is_digit()) return false;
    microseconds = 0;
    int digits = 0;
    for (; next_is_digit(); rest_.remove_prefix(1)) {
      const int digit = rest_.front() - '0';
      if (digits < 6) {
        microseconds = microseconds * 10 + digit;
        ++digits;
      } else {
        is_cut |= digit != 0;
      }
    }
    for (; digits < 6; ++digits) microseconds *= 10;
    return true;
  }

 private:
  std::string_view rest_;
};

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  bool is_cut = false;

  std::int64_t microseconds() const {
    return (hour * 3600LL + minute * 60LL + second) * kSecond + microsecond;
  }
};

// ISO 8601 week date: week 1 has the year's first Thursday.
std::optional<sys_days> week_date(int year, int week, int weekday) {
  const sys_days fourth = std::chrono::year(year) / 1 / 4;
  const auto iso_weekday = std::chrono::weekday(fourth).iso_encoding();
  const sys_days first = fourth - days(iso_weekday - 1);
  const sys_days day = first + days((week - 1) * 7 + weekday - 1);
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return std::nullopt;
  if (week == 53) {
    // Only if its Thursday is still in the year.
    const std::chrono::year_month_day thursday(first + days(52 * 7 + 3));
    if (static_cast<int>(thursday.year()) != year) return std::nullopt;
  }
  return day;
}

std::optional<sys_days> read_date(Scanner& scanner) {
  int year = 0;
  if (!scanner.number(4, year) || year == 0) return std::nullopt;
  const bool is_extended = scanner.skip('-');
  if (scanner.skip('W')) {
    int week = 0;
    int weekday = 1;
    if (!scanner.number(2, week)) return std::nullopt;
    const bool has_weekday =
        is_extended ? scanner.skip('-') : scanner.next_is_digit();
    if (has_weekday && !scanner.number(1, weekday)) return std::nullopt;
    return week_date(year, week, weekday);
  }
  int month = 0;
  int day = 0;
  if (!scanner.number(2, month)) return std::nullopt;
  if (scanner.skip('-') != is_extended) return std::nullopt;
  if (!scanner.number(2, day)) return std::nullopt;
  const auto date = std::chrono::year(year) /
                    std::chrono::month(static_cast<unsigned>(month)) /
                    std::chrono::day(static_cast<unsigned>(day));
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

// HH[:MM[:SS[.f…]]], with all colons or none. Ranges are the caller's.
bool read_clock(Scanner& scanner, Clock& clock, bool has_short_hour = false) {
  if (!scanner.number(has_short_hour ? 1 : 2, clock.hour)) return false;
  const bool is_extended = scanner.next_is(':');
  const auto has_more = [&] {
    return is_extended ? scanner.skip(':') : scanner.next_is_digit();
  };
  if (!has_more()) return true;
  if (!scanner.number(2, clock.minute)) return false;
  if (!has_more()) return true;
  if (!scanner.number(2, clock.second)) return false;
  if (!scanner.skip('.') && !scanner.skip(',')) return true;
  return scanner.fraction(clock.microsecond, clock.is_cut);
}

bool is_within_day(const Clock& clock) {
  return clock.hour < 24 && clock.minute < 60 && clock.second < 60;
}

// Z, +HH:MM, …, behind a space or not; to be subtracted. 0 without one.
bool read_offset(Scanner& scanner, std::int64_t& microseconds,
                 bool& has_offset) {
  microseconds = 0;
  has_offset = !scanner.is_at_end();
  if (!has_offset) return true;
  scanner.skip(' ');
  if (scanner.skip('Z') || scanner.skip('z')) return scanner.is_at_end();
  const bool is_negative = scanner.next_is('-');
  if (!scanner.skip('+') && !scanner.skip('-')) return false;
  Clock offset;
  if (!read_clock(scanner, offset) || !is_within_day(offset)) return false;
  microseconds = is_negative ? -offset.microseconds() : offset.microseconds();
  return scanner.is_at_end();
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  Scanner scanner(text);
  const auto date = read_date(scanner);
  if (!date) return std::nullopt;
  Timestamp result;
  result.microseconds = (*date - kEpoch).count() * kDay;
  if (scanner.is_at_end()) return result;
  if (!scanner.skip('T') && !scanner.skip(' ') && !scanner.skip('t') &&
      !scanner.skip('_')) {
    return std::nullopt;
  }
  Clock clock;
  std::int64_t offset = 0;
  bool has_offset = false;
  if (!read_clock(scanner, clock) || !is_within_day(clock) ||
      !read_offset(scanner, offset, has_offset)) {
    return std::nullopt;
  }
  result.microseconds += clock.microseconds() - offset;
  result.is_cut = clock.is_cut;
  return result;
}

std::optional<std::int32_t> parse_date(std::string_view text) {
  Scanner scanner(text);
  const auto date = read_date(scanner);
  if (!date || !scanner.is_at_end()) return std::nullopt;
  return static_cast<std::int32_t>((*date - kEpoch).count());
}

std::optional<TimeOfDay> parse_time(std::string_view text) {
  Scanner scanner(text);
  if (!scanner.skip('T')) scanner.skip('t');
  Clock clock;
  TimeOfDay result;
  if (!read_clock(scanner, clock, scanner.has_one_digit_before(':')) ||
      !is_within_day(clock) ||
      !read_offset(scanner, result.offset, result.has_offset)) {
    return std::nullopt;
  }
  result.microseconds = clock.microseconds();
  result.is_cut = clock.is_cut;
  return result;
}

std::int64_t timestamp_of(std::chrono::system_clock::time_point time) {
  return std::chrono::floor<std::chrono::microseconds>(time - kEpoch).count();
}

}  // namespace row
