#include "dates/vague_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>

#include "text/ascii.hpp"

namespace dates {

namespace {

constexpr std::int64_t kNanosecondsPerDay = 86'400'000'000'000;

// The period that has been read so far.
struct Period {
  int year = 0;
  unsigned month = 1;
  unsigned day = 1;
  std::int64_t nanoseconds = 0;   // of the day
  std::size_t second_digits = 0;  // behind the point, as the text has them
  std::string_view precision;
};

bool is_digits(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Digits alone, exactly that many of them.
bool read_digits(std::string_view text, std::size_t count, int& number) {
  return text.size() == count && is_digits(text) &&
         std::from_chars(text.data(), text.data() + count, number).ec ==
             std::errc{};
}

// Takes the first word from the front of `rest`.
std::string_view take_word(std::string_view& rest) {
  rest = text::trimmed(rest);
  const std::string_view word = rest.substr(0, rest.find(' '));
  rest.remove_prefix(word.size());
  return word;
}

// The digits behind a point as a share of `unit` nanoseconds.
std::int64_t share_of(std::string_view digits, std::int64_t unit) {
  std::int64_t share = 0;
  for (const char digit : digits) {
    unit /= 10;
    share += (digit - '0') * unit;
  }
  return share;
}

// Splits "1248.5" at its point; false when there is one without digits behind.
bool split_fraction(std::string_view& text, std::string_view& fraction) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return true;
  fraction = text.substr(point + 1);
  text = text.substr(0, point);
  return is_digits(fraction) && fraction.size() <= 9;
}

// "2026", "2020s", "21C".
bool read_year(std::string_view word, bool is_alone, Period& period) {
  period.precision = "year";
  if (read_digits(word, 4, period.year)) return true;
  if (!is_alone || word.size() < 2) return false;
  const char unit = word.back();
  word.remove_suffix(1);
  if (unit == 's') {
    period.precision = "decade";
    return read_digits(word, 4, period.year) && period.year % 10 == 0;
  }
  int century = 0;
  if (unit != 'C' || !read_digits(word, 2, century) || century == 0) {
    return false;
  }
  period.precision = "century";
  period.year = (century - 1) * 100 + 1;
  return true;
}

// "Sep", "Q3".
bool read_month(std::string_view word, bool is_last, Period& period) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (word.size() == 2 && word.front() == 'Q') {
    if (!is_last || word.back() < '1' || word.back() > '4') return false;
    period.month = static_cast<unsigned>(word.back() - '1') * 3 + 1;
    period.precision = "quarter";
    return true;
  }
  const std::size_t at =
      word.size() == 3 ? kMonths.find(word) : std::string_view::npos;
  if (at == std::string_view::npos || at % 3 != 0) return false;
  period.month = static_cast<unsigned>(at / 3) + 1;
  period.precision = "month";
  return true;
}

// "28", "8", "28.53".
bool read_day(std::string_view word, bool is_last, Period& period) {
  std::string_view fraction;
  int day = 0;
  if (!split_fraction(word, fraction) || (!is_last && !fraction.empty()) ||
      word.size() > 2 || !read_digits(word, word.size(), day)) {
    return false;
  }
  period.day = static_cast<unsigned>(day);
  period.nanoseconds = share_of(fraction, kNanosecondsPerDay);
  // A tenth of a day has more than an hour.
  period.precision = fraction.size() > 1 ? "hour" : "day";
  return true;
}

// "12h", "1248", "1248.5", "1248:59", "1248:59.5".
bool read_time(std::string_view word, Period& period) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string_view fraction;
  if (!split_fraction(word, fraction)) return false;
  if (word.ends_with('h')) {
    period.precision = "hour";
    if (!fraction.empty() || !read_digits(word.substr(0, 2), 2, hour) ||
        word.size() != 3) {
      return false;
    }
  } else {
    const bool has_second = word.size() == 7 && word[4] == ':';
    period.precision = has_second ? "second" : "minute";
    if (!read_digits(word.substr(0, 2), 2, hour) ||
        !read_digits(word.substr(2, 2), 2, minute) ||
        (has_second ? !read_digits(word.substr(5), 2, second)
                    : word.size() != 4)) {
      return false;
    }
    if (has_second) period.second_digits = fraction.size();
    period.nanoseconds =
        share_of(fraction, has_second ? kSecond : 60 * kSecond);
  }
  // A leap second is the second after, as everywhere in the tap.
  if (hour > 23 || minute > 59 || second > 60) return false;
  period.nanoseconds += (hour * 3600 + minute * 60 + second) * kSecond;
  return true;
}

std::string format(const Period& period) {
  const std::chrono::year_month_day named{std::chrono::year(period.year),
                                          std::chrono::month(period.month),
                                          std::chrono::day(period.day)};
  const std::chrono::sys_time<std::chrono::nanoseconds> time =
      std::chrono::sys_days(named) +
      std::chrono::nanoseconds(period.nanoseconds);
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::array<char, 48> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%09lld",
                static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()),
                static_cast<long long>(clock.subseconds().count()));
  // The digits of the text, or as many as the instant needs.
  std::string text = out.data();
  const std::size_t point = text.find('.');
  const std::size_t needed = text.find_last_not_of('0') - point;
  const std::size_t digits = std::max(period.second_digits, needed);
  text.resize(digits == 0 ? point : point + 1 + digits);
  return text + 'Z';
}

}  // namespace

std::optional<VagueDate> parse_vague_date(std::string_view text) {
  text = text::trimmed(text);
  const bool is_doubtful = text.ends_with('?');
  if (is_doubtful) text.remove_suffix(1);
  Period period;
  std::string_view rest = text;
  const std::string_view year = take_word(rest);
  const std::string_view month = take_word(rest);
  const std::string_view day = take_word(rest);
  const std::string_view time = take_word(rest);
  if (!text::trimmed(rest).empty() || !read_year(year, month.empty(), period) ||
      (!month.empty() && !read_month(month, day.empty(), period)) ||
      (!day.empty() && !read_day(day, time.empty(), period)) ||
      (!time.empty() && !read_time(time, period))) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(period.year),
                                         std::chrono::month(period.month),
                                         std::chrono::day(period.day)};
  if (!date.ok()) return std::nullopt;
  return VagueDate{format(period), period.precision, is_doubtful};
}

}  // namespace dates
