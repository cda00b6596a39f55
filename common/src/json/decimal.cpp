#include "json/decimal.hpp"

#include <algorithm>
#include <charconv>

namespace json {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "e-7"; an exponent no number can have is as good as any such.
std::optional<std::int64_t> parse_exponent(std::string_view text) {
  constexpr std::int64_t kHuge = 1'000'000'000;
  text.remove_prefix(1);
  const bool is_negative = !text.empty() && text.front() == '-';
  if (is_negative || (!text.empty() && text.front() == '+')) {
    text.remove_prefix(1);
  }
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto result =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec != std::errc() || value > kHuge) value = kHuge;
  return is_negative ? -value : value;
}

// Keeps what lies between the first and the last digit that is not 0.
void trim(std::string_view mantissa, Decimal& decimal) {
  while (!mantissa.empty() &&
         (mantissa.front() == '0' || mantissa.front() == '.')) {
    if (mantissa.front() == '0') --decimal.point;
    mantissa.remove_prefix(1);
  }
  while (!mantissa.empty() &&
         (mantissa.back() == '0' || mantissa.back() == '.')) {
    mantissa.remove_suffix(1);
  }
  const bool has_point = mantissa.find('.') != std::string_view::npos;
  decimal.digits = mantissa;
  decimal.count =
      static_cast<std::int64_t>(mantissa.size()) - (has_point ? 1 : 0);
  if (decimal.count == 0) decimal.point = 0;
}

// Steps over the point.
char next_digit(std::string_view& digits) {
  if (digits.front() == '.') digits.remove_prefix(1);
  const char digit = digits.front();
  digits.remove_prefix(1);
  return digit;
}

int compare_digits(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const char left = next_digit(a);
    const char right = next_digit(b);
    if (left != right) return left < right ? -1 : 1;
  }
  if (a.empty() && b.empty()) return 0;
  return a.empty() ? -1 : 1;
}

// 10^exponent modulo a number of at most 18 digits; the product of a remainder
// and 10 fits 64 bits.
std::uint64_t shift(std::uint64_t remainder, std::int64_t exponent,
                    std::uint64_t modulus) {
  for (; exponent > 0 && remainder != 0; --exponent) {
    remainder = remainder * 10 % modulus;
  }
  return remainder;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal decimal;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    decimal.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) ++at;
  const std::size_t whole = at;
  std::size_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    fraction = at - whole - 1;
  }
  if (whole + fraction == 0) return std::nullopt;
  std::int64_t exponent = 0;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    const auto parsed = parse_exponent(text.substr(at));
    if (!parsed) return std::nullopt;
    exponent = *parsed;
  }
  decimal.point = static_cast<std::int64_t>(whole) + exponent;
  decimal.scale =
      std::max<std::int64_t>(static_cast<std::int64_t>(fraction) - exponent, 0);
  trim(text.substr(0, at), decimal);
  return decimal;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto direct = std::from_chars(text.data(), end, value);
  if (direct.ec == std::errc() && direct.ptr == end) return value;

  const auto decimal = parse_decimal(text);
  if (!decimal) return std::nullopt;
  if (decimal->is_zero()) return 0;
  constexpr std::int64_t kMaxDigits = 19;  // of 2^63
  if (!decimal->is_integer() || decimal->point > kMaxDigits) {
    return std::nullopt;
  }
  char plain[kMaxDigits + 1];
  char* at = plain;
  if (decimal->is_negative) *at++ = '-';
  for (const char c : decimal->digits) {
    if (c != '.') *at++ = c;
  }
  at = std::fill_n(at, decimal->point - decimal->count, '0');
  const auto result = std::from_chars(plain, at, value);
  if (result.ec != std::errc()) return std::nullopt;
  return value;
}

int compare(const Decimal& a, const Decimal& b) {
  if (a.is_zero() && b.is_zero()) return 0;
  if (a.is_zero()) return b.is_negative ? 1 : -1;
  if (b.is_zero()) return a.is_negative ? -1 : 1;
  if (a.is_negative != b.is_negative) return a.is_negative ? -1 : 1;
  int result = 0;
  if (a.point != b.point) {
    result = a.point < b.point ? -1 : 1;
  } else {
    result = compare_digits(a.digits, b.digits);
  }
  return a.is_negative ? -result : result;
}

bool is_multiple(const Decimal& value, const Decimal& divisor) {
  if (value.is_zero()) return true;
  // Both as integers times a power of ten. The value's integer does not end in
  // 0, so a smaller power than the divisor's cannot be made up for.
  const std::int64_t exponent =
      (value.point - value.count) - (divisor.point - divisor.count);
  if (exponent < 0) return false;
  std::uint64_t modulus = 0;
  for (std::string_view digits = divisor.digits; !digits.empty();) {
    modulus =
        modulus * 10 + static_cast<std::uint64_t>(next_digit(digits) - '0');
  }
  if (modulus == 0) return false;  // a divisor that is_multiple() excludes
  std::uint64_t remainder = 0;
  for (std::string_view digits = value.digits; !digits.empty();) {
    const auto digit = static_cast<std::uint64_t>(next_digit(digits) - '0');
    remainder = (remainder * 10 + digit) % modulus;
  }
  // Beyond 64 more factors of 10 there is no new factor of 2 or 5 to be had.
  constexpr std::int64_t kMaxFactors = 64;
  return shift(remainder, std::min(exponent, kMaxFactors), modulus) == 0;
}

}  // namespace json
