// Numbers from text, as int() and float() read them.
#include <charconv>
#include <cmath>
#include <limits>

#include "mapping/expression/numbers.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/ascii.hpp"

namespace mapping::expression {

namespace {

// Without white space around it, its decimal digits of any script as ASCII.
std::string plain(std::string_view text) {
  std::string result;
  for (const char32_t point : to_points(strip(text))) {
    const int digit = decimal_digit(point);
    if (digit >= 0) {
      result += static_cast<char>('0' + digit);
    } else {
      append_utf8(result, point);
    }
  }
  return result;
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// Takes "0x" away where it says the base; false if the base is not said.
bool take_prefix(std::string_view& text, int& base) {
  int said = 0;
  if (text.size() >= 2 && text[0] == '0') {
    if (text[1] == 'x' || text[1] == 'X') said = 16;
    if (text[1] == 'o' || text[1] == 'O') said = 8;
    if (text[1] == 'b' || text[1] == 'B') said = 2;
  }
  if (said == 0 || (base != 0 && base != said)) return false;
  base = said;
  text.remove_prefix(2);
  if (!text.empty() && text.front() == '_') text.remove_prefix(1);
  return true;
}

// The digits without the single underscores between them; nothing if it is
// wrong.
std::optional<std::string> digits_of(std::string_view text, int base) {
  std::string digits;
  bool was_digit = false;
  for (const char c : text) {
    if (c == '_' && was_digit) {
      was_digit = false;
      continue;
    }
    if (digit_value(c) >= base) return std::nullopt;
    digits += c;
    was_digit = true;
  }
  if (!was_digit) return std::nullopt;
  return digits;
}

// No number that a record holds is longer; looking at each character takes
// time.
bool is_too_long(std::string_view text) {
  constexpr std::size_t kMost = 1'000'000;
  return text.size() > kMost;
}

bool is_power_of_two(int base) { return (base & (base - 1)) == 0; }

}  // namespace

std::optional<Integer> parse_integer(std::string_view text, int base) {
  if (is_too_long(text)) return std::nullopt;
  const std::string cleaned = plain(text);
  std::string_view rest = cleaned;
  bool is_negative = false;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    is_negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  const bool has_prefix = take_prefix(rest, base);
  const bool is_unsaid = base == 0 && !has_prefix;
  if (is_unsaid) base = 10;
  const auto digits = digits_of(rest, base);
  if (!digits) return std::nullopt;
  // "007" is no literal, but "000" is.
  if (is_unsaid && digits->front() == '0' &&
      digits->find_first_not_of('0') != std::string::npos) {
    return std::nullopt;
  }
  if (digits->size() > kMaxDigits && !is_power_of_two(base)) {
    return std::nullopt;
  }
  Integer result = 0;
  if (base == 10) {
    const std::size_t first = digits->find_first_not_of('0');
    if (first != std::string::npos) result = Integer(digits->substr(first));
  } else {
    for (const char c : *digits) result = result * base + digit_value(c);
  }
  return is_negative ? -result : result;
}

namespace {

// The digits of a decimal fraction without its underscores, which stand between
// digits only; nothing where it is none.
std::optional<std::string> fraction_digits(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '_') {
      if (i == 0 || i + 1 == text.size() || digit_value(text[i - 1]) > 9 ||
          digit_value(text[i + 1]) > 9) {
        return std::nullopt;
      }
    } else if ((c >= '0' && c <= '9') ||
               std::string_view(".eE+-").find(c) != std::string_view::npos) {
      digits += c;
    } else {
      return std::nullopt;
    }
  }
  if (digits.empty() || digits.front() == '+' || digits.front() == '-') {
    return std::nullopt;
  }
  return digits;
}

std::optional<double> fraction(std::string_view text) {
  const auto digits = fraction_digits(text);
  if (!digits) return std::nullopt;
  const auto* const end = digits->data() + digits->size();
  double result = 0;
  const auto read = std::from_chars(digits->data(), end, result);
  if (read.ptr != end || read.ec == std::errc::invalid_argument) {
    return std::nullopt;
  }
  if (read.ec == std::errc::result_out_of_range) {
    result = std::strtod(digits->c_str(), nullptr);
  }
  return result;
}

}  // namespace

std::optional<double> parse_double(std::string_view text) {
  if (is_too_long(text)) return std::nullopt;
  const std::string cleaned = plain(text);
  std::string_view rest = cleaned;
  bool is_negative = false;
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) {
    is_negative = rest.front() == '-';
    rest.remove_prefix(1);
  }
  const std::string lower = text::lower(rest);
  std::optional<double> result;
  if (lower == "nan") {
    result = std::numeric_limits<double>::quiet_NaN();
  } else if (lower == "inf" || lower == "infinity") {
    result = std::numeric_limits<double>::infinity();
  } else {
    result = fraction(rest);
  }
  if (!result) return std::nullopt;
  return is_negative ? -*result : *result;
}

}  // namespace mapping::expression
