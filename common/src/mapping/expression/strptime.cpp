// datetime.strptime() in the C locale: what Python makes a regular expression
// of is matched here with the same alternatives in the same order.
#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "mapping/expression/datetime.hpp"
#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/repr.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kDays = {
    "monday", "tuesday",  "wednesday", "thursday",
    "friday", "saturday", "sunday"};

struct Item {
  enum class Kind : char { kText, kSpace, kDirective };
  Kind kind = Kind::kText;
  std::string text;  // in lower case
  char directive = 0;
};

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<Item> items_of_format(std::string_view format) {
  std::vector<Item> items;
  std::string seen;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (is_blank(format[at])) {
      while (at + 1 < format.size() && is_blank(format[at + 1])) ++at;
      items.push_back({Item::Kind::kSpace, "", 0});
      continue;
    }
    if (format[at] != '%') {
      items.push_back(
          {Item::Kind::kText, text::lower(format.substr(at, 1)), 0});
      continue;
    }
    if (++at == format.size()) {
      throw EvaluationError(text::concat("stray % in format '", format, '\''));
    }
    const char directive = format[at];
    if (directive == '%') {
      items.push_back({Item::Kind::kText, "%", 0});
      continue;
    }
    constexpr std::string_view kKnown = "aAbBdfHIjmMpSuwyYzZ";
    if (kKnown.find(directive) == std::string_view::npos) {
      throw EvaluationError(text::concat("the directive '%", directive,
                                         "' is not supported in format '",
                                         format, '\''));
    }
    if (seen.find(directive) != std::string::npos) {
      throw EvaluationError(text::concat("the directive '%", directive,
                                         "' stands twice in format '", format,
                                         '\''));
    }
    seen += directive;
    items.push_back({Item::Kind::kDirective, "", directive});
  }
  return items;
}

using Lengths = std::vector<std::size_t>;

// The lengths of two digits or one whose number is within the limits; two are
// tried first.
Lengths number_lengths(std::string_view text, int low, int high,
                       std::size_t most, bool is_zero_led) {
  Lengths lengths;
  for (std::size_t count = most; count > 0; --count) {
    if (text.size() < count) continue;
    int value = 0;
    bool is_number = true;
    for (std::size_t i = 0; i < count; ++i) {
      is_number = is_number && is_digit(text[i]);
      value = value * 10 + (text[i] - '0');
    }
    if (!is_number || value < low || value > high) continue;
    // "00" and "0" are no month.
    if (!is_zero_led && count == 1 && text[0] == '0') continue;
    lengths.push_back(count);
  }
  return lengths;
}

template <std::size_t kCount>
Lengths name_lengths(std::string_view text,
                     const std::array<std::string_view, kCount>& names,
                     bool is_short) {
  Lengths lengths;
  for (const std::string_view name : names) {
    const std::string_view wanted = is_short ? name.substr(0, 3) : name;
    if (text::lower(text.substr(0, wanted.size())) == wanted) {
      lengths.push_back(wanted.size());
    }
  }
  return lengths;
}

bool are_digits(std::string_view text, std::size_t from, std::size_t count) {
  if (text.size() < from + count) return false;
  for (std::size_t i = from; i < from + count; ++i) {
    if (!is_digit(text[i])) return false;
  }
  return true;
}

// [+-]HH:?MM(:?SS(.f{1,6})?)?, longest first, or Z.
Lengths offset_lengths(std::string_view text) {
  if (!text.empty() && text[0] == 'Z') return {1};
  if (text.empty() || (text[0] != '+' && text[0] != '-') ||
      !are_digits(text, 1, 2)) {
    return {};
  }
  const auto behind_colon = [&](std::size_t at) {
    return at < text.size() && text[at] == ':' ? at + 1 : at;
  };
  const auto is_sixtieth = [&](std::size_t at) {
    return are_digits(text, at, 2) && text[at] <= '5';
  };
  const std::size_t minutes = behind_colon(3);
  if (!is_sixtieth(minutes)) return {};
  Lengths lengths = {minutes + 2};
  const std::size_t seconds = behind_colon(minutes + 2);
  if (!is_sixtieth(seconds)) return lengths;
  lengths.insert(lengths.begin(), seconds + 2);
  const std::size_t point = seconds + 2;
  if (point < text.size() && text[point] == '.') {
    for (std::size_t count = 1; count <= 6; ++count) {
      if (!are_digits(text, point + 1, count)) break;
      lengths.insert(lengths.begin(), point + 1 + count);
    }
  }
  return lengths;
}

Lengths day_lengths(std::string_view text) {
  Lengths lengths = number_lengths(text, 1, 31, 2, false);
  if (text.size() >= 2 && text[0] == ' ' && text[1] >= '1' && text[1] <= '9') {
    lengths.push_back(2);
  }
  return lengths;
}

Lengths lengths_of(char directive, std::string_view text) {
  switch (directive) {
    case 'a':
      return name_lengths(text, kDays, true);
    case 'A':
      return name_lengths(text, kDays, false);
    case 'b':
      return name_lengths(text, kMonths, true);
    case 'B':
      return name_lengths(text, kMonths, false);
    case 'd':
      return day_lengths(text);
    case 'f':
      return number_lengths(text, 0, 999'999, 6, true);
    case 'H':
      return number_lengths(text, 0, 23, 2, true);
    case 'I':
    case 'm':
      return number_lengths(text, 1, 12, 2, false);
    case 'j':
      return number_lengths(text, 1, 366, 3, false);
    case 'M':
      return number_lengths(text, 0, 59, 2, true);
    case 'S':
      return number_lengths(text, 0, 61, 2, true);
    case 'w':
      return number_lengths(text, 0, 6, 1, true);
    case 'u':
      return number_lengths(text, 1, 7, 1, true);
    case 'y':
      return are_digits(text, 0, 2) ? Lengths{2} : Lengths{};
    case 'Y':
      return are_digits(text, 0, 4) ? Lengths{4} : Lengths{};
    case 'z':
      return offset_lengths(text);
    case 'p': {
      const std::string two = text::lower(text.substr(0, 2));
      return two == "am" || two == "pm" ? Lengths{2} : Lengths{};
    }
    default: {  // Z
      const std::string three = text::lower(text.substr(0, 3));
      return three == "utc" || three == "gmt" ? Lengths{3} : Lengths{};
    }
  }
}

// What each directive read.
using Found = std::array<std::string_view, 128>;

struct Match {
  const std::vector<Item>& items;
  Found found{};

  // Where the items from `at` end in `rest`, if they match.
  std::optional<std::string_view> run(std::size_t at, std::string_view rest) {
    if (at == items.size()) return rest;
    const Item& item = items[at];
    Lengths lengths;
    if (item.kind == Item::Kind::kText) {
      if (text::lower(rest.substr(0, item.text.size())) == item.text &&
          rest.size() >= item.text.size()) {
        lengths = {item.text.size()};
      }
    } else if (item.kind == Item::Kind::kSpace) {
      for (std::size_t i = 0; i < rest.size() && is_blank(rest[i]); ++i) {
        lengths.insert(lengths.begin(), i + 1);
      }
    } else {
      lengths = lengths_of(item.directive, rest);
    }
    for (const std::size_t length : lengths) {
      if (item.kind == Item::Kind::kDirective) {
        found[static_cast<std::size_t>(item.directive)] =
            rest.substr(0, length);
      }
      if (const auto end = run(at + 1, rest.substr(length))) return end;
    }
    return std::nullopt;
  }
};

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (is_digit(c)) value = value * 10 + (c - '0');
  }
  return value;
}

template <std::size_t kCount>
int name_index(std::string_view name,
               const std::array<std::string_view, kCount>& names) {
  int index = 1;
  for (const std::string_view each : names) {
    if (each.substr(0, name.size()) == text::lower(name)) return index;
    ++index;
  }
  return 0;
}

int hour_of(const Found& found) {
  if (!found['H'].empty()) return number(found['H']);
  if (found['I'].empty()) return 0;
  const int hour = number(found['I']) % 12;
  return text::lower(found['p']) == "pm" ? hour + 12 : hour;
}

TimeZone zone_of(std::string_view text) {
  if (text == "Z") return utc();
  const bool is_separated = text[3] == ':';
  std::string digits;
  std::string fraction;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '.') {
      fraction = text.substr(i + 1);
      break;
    }
    if (is_digit(text[i])) digits += text[i];
  }
  if (is_separated && digits.size() > 4 && text[6] != ':') {
    throw EvaluationError(text::concat("Inconsistent use of : in ", text));
  }
  fraction.resize(6, '0');
  const std::int64_t seconds = number(digits.substr(0, 2)) * 3600 +
                               number(digits.substr(2, 2)) * 60 +
                               number(digits.substr(4));
  const std::int64_t offset =
      seconds * kMicrosecondsPerSecond + number(fraction);
  if (offset >= kMicrosecondsPerDay) {
    throw EvaluationError("offset must be within a day");
  }
  return {to_duration(text[0] == '-' ? -offset : offset), nullptr};
}

Date date_of_found(const Found& found) {
  std::optional<int> year;
  if (!found['Y'].empty()) {
    year = number(found['Y']);
  } else if (!found['y'].empty()) {
    const int of_century = number(found['y']);
    year = of_century <= 68 ? of_century + 2000 : of_century + 1900;
  }
  int month = 1;
  if (!found['m'].empty()) month = number(found['m']);
  if (!found['B'].empty()) month = name_index(found['B'], kMonths);
  if (!found['b'].empty()) month = name_index(found['b'], kMonths);
  const int day = found['d'].empty() ? 1 : number(found['d']);
  if (!found['j'].empty()) {
    const Date first = checked_date(year.value_or(1900), 1, 1);
    return date_of(day_number(first) + number(found['j']) - 1);
  }
  return checked_date(year.value_or(1900), month, day);
}

}  // namespace

DateTime parse_time(std::string_view text, std::string_view format) {
  const std::vector<Item> items = items_of_format(format);
  constexpr std::size_t kMostItems = 1000;
  if (items.size() > kMostItems)
    throw EvaluationError("the format is too long");
  Match match{items};
  const auto rest = match.run(0, text);
  if (!rest) {
    throw EvaluationError(text::concat("time data ", repr_text(text),
                                       " does not match format ",
                                       repr_text(format)));
  }
  if (!rest->empty()) {
    throw EvaluationError(text::concat("unconverted data remains: ", *rest));
  }
  const Found& found = match.found;
  std::string fraction(found['f']);
  fraction.resize(6, '0');
  DateTime moment;
  moment.date = date_of_found(found);
  moment.time.microseconds = checked_time(hour_of(found), number(found['M']),
                                          number(found['S']), number(fraction));
  if (!found['z'].empty()) {
    moment.time.zone = zone_of(found['z']);
    // A name that was read too is the zone's.
    if (!found['Z'].empty()) {
      moment.time.zone->name = std::make_shared<const std::string>(found['Z']);
    }
  }
  return moment;
}

}  // namespace mapping::expression
