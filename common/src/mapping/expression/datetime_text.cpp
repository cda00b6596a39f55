#include "mapping/expression/datetime_text.hpp"

#include <string>
#include <vector>

#include "mapping/expression/datetime.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/repr.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

struct Clock {
  std::int64_t hour;
  std::int64_t minute;
  std::int64_t second;
  std::int64_t microsecond;
};

Clock clock_of(std::int64_t microseconds) {
  const std::int64_t seconds = microseconds / kMicrosecondsPerSecond;
  return {seconds / 3600, seconds / 60 % 60, seconds % 60,
          microseconds % kMicrosecondsPerSecond};
}

std::string clock_text(const Time& time, std::string_view timespec) {
  const Clock clock = clock_of(time.microseconds);
  std::string minutes =
      text::concat(padded(clock.hour, 2), ':', padded(clock.minute, 2));
  std::string seconds = text::concat(minutes, ':', padded(clock.second, 2));
  if (timespec == "auto") {
    return clock.microsecond == 0
               ? seconds
               : text::concat(seconds, '.', padded(clock.microsecond, 6));
  }
  if (timespec == "hours") return padded(clock.hour, 2);
  if (timespec == "minutes") return minutes;
  if (timespec == "seconds") return seconds;
  if (timespec == "milliseconds") {
    return text::concat(seconds, '.', padded(clock.microsecond / 1000, 3));
  }
  if (timespec == "microseconds") {
    return text::concat(seconds, '.', padded(clock.microsecond, 6));
  }
  throw EvaluationError("Unknown timespec value");
}

// ", 5, 7": what of a time's seconds and microseconds is not 0.
std::string repr_tail(const Clock& clock) {
  std::string result;
  if (clock.second != 0 || clock.microsecond != 0) {
    result += text::concat(", ", clock.second);
  }
  if (clock.microsecond != 0) result += text::concat(", ", clock.microsecond);
  return result;
}

std::string repr_options(const Time& time) {
  std::string result;
  if (time.fold != 0) result += ", fold=1";
  if (time.zone) result += ", tzinfo=" + repr_of(*time.zone);
  return result;
}

}  // namespace

std::string iso_text(const Date& date) {
  return text::concat(padded(date.year, 4), '-', padded(date.month, 2), '-',
                      padded(date.day, 2));
}

std::string iso_text(const Time& time, std::string_view timespec) {
  std::string result = clock_text(time, timespec);
  if (time.zone) result += offset_text(time.zone->offset, ":");
  return result;
}

std::string offset_text(const Duration& offset, std::string_view separator) {
  const bool is_negative = offset.days < 0;
  const auto total = offset.days * kMicrosecondsPerDay + offset.microseconds;
  const Clock clock = clock_of(is_negative ? -total : total);
  std::string result =
      text::concat(is_negative ? "-" : "+", padded(clock.hour, 2), separator,
                   padded(clock.minute, 2));
  if (clock.second != 0 || clock.microsecond != 0) {
    result += text::concat(separator, padded(clock.second, 2));
  }
  if (clock.microsecond != 0) {
    result += text::concat('.', padded(clock.microsecond, 6));
  }
  return result;
}

std::string text_of(const Duration& duration) {
  const Clock clock = clock_of(duration.microseconds);
  std::string result;
  if (duration.days != 0) {
    const bool is_one = duration.days == 1 || duration.days == -1;
    result = text::concat(duration.days, is_one ? " day, " : " days, ");
  }
  result += text::concat(clock.hour, ':', padded(clock.minute, 2), ':',
                         padded(clock.second, 2));
  if (clock.microsecond != 0) {
    result += text::concat('.', padded(clock.microsecond, 6));
  }
  return result;
}

std::string name_of(const TimeZone& zone) {
  if (zone.name) return *zone.name;
  if (zone.offset == Duration{}) return "UTC";
  return "UTC" + offset_text(zone.offset, ":");
}

std::string repr_of(const Date& date) {
  return text::concat("datetime.date(", date.year, ", ", date.month, ", ",
                      date.day, ')');
}

std::string repr_of(const Time& time) {
  const Clock clock = clock_of(time.microseconds);
  return text::concat("datetime.time(", clock.hour, ", ", clock.minute,
                      repr_tail(clock), repr_options(time), ')');
}

std::string repr_of(const DateTime& moment) {
  const Clock clock = clock_of(moment.time.microseconds);
  return text::concat("datetime.datetime(", moment.date.year, ", ",
                      moment.date.month, ", ", moment.date.day, ", ",
                      clock.hour, ", ", clock.minute, repr_tail(clock),
                      repr_options(moment.time), ')');
}

std::string repr_of(const Duration& duration) {
  std::vector<std::string> parts;
  const std::int64_t seconds = duration.microseconds / kMicrosecondsPerSecond;
  const std::int64_t rest = duration.microseconds % kMicrosecondsPerSecond;
  if (duration.days != 0) {
    parts.push_back(text::concat("days=", duration.days));
  }
  if (seconds != 0) parts.push_back(text::concat("seconds=", seconds));
  if (rest != 0) parts.push_back(text::concat("microseconds=", rest));
  if (parts.empty()) parts.emplace_back("0");
  return text::concat("datetime.timedelta(", text::joined(parts, ", "), ')');
}

std::string repr_of(const TimeZone& zone) {
  const bool is_utc = zone.offset == Duration{} && !zone.name;
  if (is_utc) return "datetime.timezone.utc";
  const std::string name =
      zone.name ? ", " + repr_text(*zone.name) : std::string();
  return text::concat("datetime.timezone(", repr_of(zone.offset), name, ')');
}

std::string iso_text(const DateTime& moment, char32_t separator,
                     std::string_view timespec) {
  std::string result = iso_text(moment.date);
  result += to_utf8(std::u32string_view(&separator, 1));
  return result + iso_text(moment.time, timespec);
}

}  // namespace mapping::expression
