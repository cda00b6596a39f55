#include "dates/moment.hpp"

#include <array>
#include <cstdio>

namespace dates {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

// Takes numbers and marks from the front of a text.
class Taker {
 public:
  explicit Taker(std::string_view text) : rest_(text) {}

  // Exactly that many digits.
  bool digits(int count, int& number) {
    if (rest_.size() < static_cast<std::size_t>(count)) return false;
    number = 0;
    for (int i = 0; i < count; ++i) {
      const char c = rest_[static_cast<std::size_t>(i)];
      if (c < '0' || c > '9') return false;
      number = number * 10 + (c - '0');
    }
    rest_.remove_prefix(static_cast<std::size_t>(count));
    return true;
  }

  // One of the characters.
  bool any_of(std::string_view marks) {
    if (rest_.empty() || marks.find(rest_.front()) == std::string_view::npos) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  // One digit or more; those behind the ninth are cut off.
  bool fraction(std::int32_t& nanoseconds) {
    std::int32_t scale = 100'000'000;
    int digit = 0;
    if (!digits(1, digit)) return false;
    do {
      nanoseconds += digit * scale;
      scale /= 10;
    } while (digits(1, digit));
    return true;
  }

  bool is_empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

bool take_date(Taker& taker, std::int64_t& seconds) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!taker.digits(4, year) || !taker.any_of("-") || !taker.digits(2, month) ||
      !taker.any_of("-") || !taker.digits(2, day)) {
    return false;
  }
  const std::chrono::year_month_day date{
      std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
      std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return false;
  seconds = std::chrono::seconds(sys_days(date).time_since_epoch()).count();
  return true;
}

bool take_time(Taker& taker, Moment& moment) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!taker.digits(2, hour) || !taker.any_of(":") ||
      !taker.digits(2, minute) || !taker.any_of(":") ||
      !taker.digits(2, second)) {
    return false;
  }
  if (hour > 23 || minute > 59 || second > 60) return false;
  if (taker.any_of(".") && !taker.fraction(moment.nanoseconds)) return false;
  moment.seconds += hour * 3600 + minute * 60 + second;
  return true;
}

// Z, ±hh:mm, or nothing.
bool take_zone(Taker& taker, Moment& moment) {
  if (taker.is_empty() || taker.any_of("Zz")) return true;
  const bool is_east = taker.any_of("+");
  if (!is_east && !taker.any_of("-")) return false;
  int hour = 0;
  int minute = 0;
  if (!taker.digits(2, hour) || !taker.any_of(":") ||
      !taker.digits(2, minute) || hour > 23 || minute > 59) {
    return false;
  }
  const int offset = hour * 3600 + minute * 60;
  moment.seconds += is_east ? -offset : offset;
  return true;
}

}  // namespace

std::optional<Moment> parse_moment(std::string_view text) {
  Taker taker(text);
  Moment moment;
  if (!take_date(taker, moment.seconds)) return std::nullopt;
  if (taker.is_empty()) return moment;
  if (!taker.any_of("Tt ") || !take_time(taker, moment) ||
      !take_zone(taker, moment) || !taker.is_empty()) {
    return std::nullopt;
  }
  return moment;
}

Moment whole_second(std::chrono::system_clock::time_point time) {
  return {
      std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count(),
      0};
}

std::string format_moment(Moment moment) {
  const std::chrono::sys_seconds time{std::chrono::seconds(moment.seconds)};
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return out.data();
}

}  // namespace dates
