#include "documents/value_text.hpp"

#include <chrono>
#include <cstddef>

namespace documents {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits from the front of `rest`.
std::string_view take_digits(std::string_view& rest) {
  std::size_t size = 0;
  while (size < rest.size() && is_digit(rest[size])) ++size;
  const std::string_view digits = rest.substr(0, size);
  rest.remove_prefix(size);
  return digits;
}

// Takes the sign; true for a minus.
bool take_sign(std::string_view& rest) {
  const bool is_negative = !rest.empty() && rest.front() == '-';
  if (is_negative || rest.starts_with('+')) rest.remove_prefix(1);
  return is_negative;
}

int two_digits(const char* digits) {
  return (digits[0] - '0') * 10 + (digits[1] - '0');
}

}  // namespace

PlainNumber plain_number(std::string_view field) {
  std::size_t points = 0;
  for (const char c : field) {
    if (is_digit(c)) continue;
    if (c != '.') return PlainNumber::kNo;
    ++points;
  }
  if (field.empty() || points > 1 || !is_digit(field.front()) ||
      !is_digit(field.back()) ||
      (field.front() == '0' && field.size() > 1 && field[1] != '.')) {
    return PlainNumber::kNo;
  }
  return points == 0 ? PlainNumber::kInteger : PlainNumber::kDecimal;
}

std::optional<NumberText> parse_number(std::string_view field) {
  NumberText number;
  std::string_view rest = field;
  number.is_negative = take_sign(rest);
  number.whole = take_digits(rest);
  number.is_json = !number.whole.empty() && !field.starts_with('+');
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    number.fraction = take_digits(rest);
    number.is_json = number.is_json && !number.fraction.empty();
  }
  if (number.whole.empty() && number.fraction.empty()) return std::nullopt;
  while (number.whole.size() > 1 && number.whole.front() == '0') {
    number.whole.remove_prefix(1);
    number.is_json = false;
  }
  if (rest.empty()) return number;
  number.exponent = rest;
  if (rest.front() != 'e' && rest.front() != 'E') return std::nullopt;
  rest.remove_prefix(1);
  take_sign(rest);
  if (take_digits(rest).empty() || !rest.empty()) return std::nullopt;
  return number;
}

bool is_integer(const NumberText& number) {
  constexpr std::size_t kMostDigits = 18;
  return !number.whole.empty() && number.whole.size() <= kMostDigits &&
         number.fraction.empty() && number.exponent.empty();
}

void put_number(std::string_view field, const NumberText& number,
                RowText& out) {
  if (number.is_json) {
    out.put(field);
    return;
  }
  if (number.is_negative) out.put("-");
  out.put(number.whole.empty() ? "0" : number.whole);
  if (!number.fraction.empty()) {
    out.put(".");
    out.put(number.fraction);
  }
  out.put(number.exponent);
}

bool is_date(std::string_view field) {
  constexpr std::size_t kSize = 10;
  if (field.size() != kSize || field[4] != '-' || field[7] != '-') return false;
  for (const std::size_t at : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (!is_digit(field[at])) return false;
  }
  const std::chrono::year_month_day date{
      std::chrono::year(two_digits(field.data()) * 100 +
                        two_digits(field.data() + 2)),
      std::chrono::month(static_cast<unsigned>(two_digits(field.data() + 5))),
      std::chrono::day(static_cast<unsigned>(two_digits(field.data() + 8)))};
  return date.ok();
}

}  // namespace documents
