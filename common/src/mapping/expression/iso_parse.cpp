// fromisoformat(), as Python 3.11 and later.
#include <optional>

#include "mapping/expression/datetime.hpp"
#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/repr.hpp"

namespace mapping::expression {

namespace {

// Reads a text forward; behind its end there are NULs.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  char take() {
    const char c = peek();
    ++at_;
    return c;
  }
  void step_back() { --at_; }
  std::size_t at() const { return at_; }
  bool is_at_digit() const { return peek() >= '0' && peek() <= '9'; }

  std::optional<int> digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_at_digit()) return std::nullopt;
      value = value * 10 + (take() - '0');
    }
    return value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

struct Clock {
  int parts[3] = {0, 0, 0};
  int microsecond = 0;
  bool has_rest = false;  // something that was not read
};

std::optional<Date> read_week_date(Reader& reader, int year, bool is_separated,
                                   std::size_t length) {
  reader.take();
  const auto week = reader.digits(2);
  if (!week) return std::nullopt;
  int day = 1;
  if (reader.at() < length) {
    if (is_separated && reader.take() != '-') return std::nullopt;
    const auto read = reader.digits(1);
    if (!read) return std::nullopt;
    day = *read;
  }
  return date_of(IsoWeek{year, *week, day});
}

std::optional<Date> read_date(std::string_view text) {
  Reader reader(text);
  const auto year = reader.digits(4);
  if (!year) return std::nullopt;
  const bool is_separated = reader.peek() == '-';
  if (is_separated) reader.take();
  if (reader.peek() == 'W') {
    return read_week_date(reader, *year, is_separated, text.size());
  }
  const auto month = reader.digits(2);
  if (!month) return std::nullopt;
  if (is_separated && reader.take() != '-') return std::nullopt;
  const auto day = reader.digits(2);
  if (!day) return std::nullopt;
  return checked_date(*year, *month, *day);
}

// False if it is wrong.
bool read_fraction(Reader& reader, std::size_t length, Clock& clock) {
  const std::size_t left = length - reader.at();
  const std::size_t count = left < 6 ? left : 6;
  const auto value = reader.digits(count);
  if (!value) return false;
  clock.microsecond = *value;
  for (std::size_t i = count; i < 6; ++i) clock.microsecond *= 10;
  while (reader.is_at_digit()) reader.take();
  clock.has_rest = reader.peek() != '\0';
  return true;
}

// HH[:?MM[:?SS[{.,}f…]]]. `rest` begins where the clock does, and is read
// beyond `length` where Python looks at the next character.
std::optional<Clock> read_clock(std::string_view rest, std::size_t length) {
  Reader reader(rest);
  Clock clock;
  bool is_separated = true;
  for (int i = 0; i < 3; ++i) {
    const auto value = reader.digits(2);
    if (!value) return std::nullopt;
    clock.parts[i] = *value;
    const char next = reader.take();
    if (i == 0) is_separated = next == ':';
    if (reader.at() >= length) {
      clock.has_rest = next != '\0';
      return clock;
    }
    if (is_separated && next == ':') continue;
    if (next == '.' || next == ',') break;
    if (is_separated) return std::nullopt;
    reader.step_back();
  }
  if (!read_fraction(reader, length, clock)) return std::nullopt;
  return clock;
}

std::int64_t microseconds_of(const Clock& clock) {
  return (clock.parts[0] * std::int64_t{3600} +
          clock.parts[1] * std::int64_t{60} + clock.parts[2]) *
             kMicrosecondsPerSecond +
         clock.microsecond;
}

std::optional<TimeZone> read_zone(std::string_view text) {
  const bool is_negative = text.front() == '-';
  text.remove_prefix(1);
  const auto clock = read_clock(text, text.size());
  if (!clock || clock->has_rest) return std::nullopt;
  const std::int64_t offset = microseconds_of(*clock);
  if (offset >= kMicrosecondsPerDay) {
    throw EvaluationError(
        "offset must be a timedelta strictly between -timedelta(hours=24) and "
        "timedelta(hours=24).");
  }
  return TimeZone{to_duration(is_negative ? -offset : offset), nullptr};
}

std::optional<Time> read_time(std::string_view text) {
  std::size_t zone = text.find_first_of("+-Z");
  if (zone == std::string_view::npos) zone = text.size();
  const auto clock = read_clock(text, zone);
  if (!clock) return std::nullopt;
  Time time;
  if (zone == text.size()) {
    if (clock->has_rest) return std::nullopt;
  } else if (text[zone] == 'Z') {
    if (zone + 1 != text.size()) return std::nullopt;
    time.zone = utc();
  } else {
    time.zone = read_zone(text.substr(zone));
    if (!time.zone) return std::nullopt;
  }
  time.microseconds = checked_time(clock->parts[0], clock->parts[1],
                                   clock->parts[2], clock->microsecond);
  return time;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where the date ends.
std::size_t separator_place(std::string_view text) {
  if (text.size() == 7) return 7;
  if (text[4] == '-') {
    if (text[5] != 'W') return 10;
    if (text.size() <= 8 || text[8] != '-') return 8;
    if (text.size() == 9) return 9;  // no date is that long
    return text.size() > 10 && is_digit(text[10]) ? 8 : 10;
  }
  if (text[4] != 'W') return 8;
  std::size_t at = 7;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at < 9) return at;
  return at % 2 == 0 ? 7 : 8;
}

[[noreturn]] void fail(std::string_view text) {
  throw EvaluationError("Invalid isoformat string: " + repr_text(text));
}

std::size_t character_width(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

}  // namespace

Date parse_iso_date(std::string_view text) {
  if (text.size() != 7 && text.size() != 8 && text.size() != 10) fail(text);
  const auto date = read_date(text);
  if (!date) fail(text);
  return *date;
}

Time parse_iso_time(std::string_view text) {
  const std::string_view rest =
      !text.empty() && text.front() == 'T' ? text.substr(1) : text;
  const auto time = read_time(rest);
  if (!time) fail(text);
  return *time;
}

DateTime parse_iso_datetime(std::string_view text) {
  if (text.size() < 7) fail(text);
  const std::size_t end = separator_place(text);
  const auto date = read_date(text.substr(0, end));
  if (!date) fail(text);
  DateTime moment{*date, {}};
  if (text.size() > end) {
    const std::size_t width = character_width(text[end]);
    if (end + width > text.size()) fail(text);
    const auto time = read_time(text.substr(end + width));
    if (!time) fail(text);
    moment.time = *time;
  }
  return moment;
}

}  // namespace mapping::expression
