#include "mapping/expression/numbers.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "mapping/expression/errors.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::size_t bits(const Integer& value) {
  return value.is_zero() ? 0 : boost::multiprecision::msb(value) + 1;
}

Integer magnitude(const Integer& value) { return value < 0 ? -value : value; }

// value × 2^exponent rounded once, half to even. `is_more`: something was cut
// off behind the value's last bit.
double scaled(std::uint64_t value, bool is_more, std::int64_t exponent) {
  if (value == 0) return 0;
  const int spare = std::countl_zero(value);
  value <<= static_cast<unsigned>(spare);
  exponent -= spare;
  // A double has 53 bits, and none below 2^-1074.
  const std::int64_t cut = std::max<std::int64_t>(11, -1074 - exponent);
  if (cut > 64) return 0;
  std::uint64_t kept = 0;
  std::uint64_t rest = value;
  if (cut < 64) {
    kept = value >> static_cast<unsigned>(cut);
    rest = value - (kept << static_cast<unsigned>(cut));
  }
  const std::uint64_t half = 1ULL << static_cast<unsigned>(cut - 1);
  if (rest > half || (rest == half && (is_more || kept % 2 == 1))) ++kept;
  return std::ldexp(
      static_cast<double>(kept),
      static_cast<int>(std::min<std::int64_t>(exponent + cut, 4000)));
}

}  // namespace

bool is_number(const Value& value) {
  return value.is<Integer>() || value.is<Decimal>() || value.is<double>() ||
         value.is<bool>();
}

std::optional<Integer> integer(const Value& value) {
  if (const auto* number = value.get<Integer>()) return *number;
  if (const auto* truth = value.get<bool>()) return Integer(*truth ? 1 : 0);
  return std::nullopt;
}

double nearest_double(const Integer& value) {
  const Integer absolute = magnitude(value);
  const std::size_t length = bits(absolute);
  double result = 0;
  if (length <= 64) {
    result = static_cast<double>(static_cast<std::uint64_t>(absolute));
  } else {
    const std::size_t shift = length - 64;
    const Integer top = absolute >> shift;
    const bool is_more = boost::multiprecision::lsb(absolute) < shift;
    result = scaled(static_cast<std::uint64_t>(top), is_more,
                    static_cast<std::int64_t>(shift));
  }
  return value < 0 ? -result : result;
}

double to_double(const Integer& value) {
  const double result = nearest_double(value);
  if (std::isinf(result)) {
    throw EvaluationError("int too large to convert to float");
  }
  return result;
}

double nearest_double(const Value& value) {
  if (const auto* number = value.get<double>()) return *number;
  if (const auto* number = value.get<Decimal>()) {
    return nearest_double(*number);
  }
  return nearest_double(integer(value).value_or(0));
}

Integer truncated(double value) {
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  constexpr int kBits = 53;
  Integer result(static_cast<std::int64_t>(std::ldexp(mantissa, kBits)));
  const int shift = exponent - kBits;
  if (shift >= 0) return result << shift;
  const bool is_negative = result < 0;
  if (is_negative) result = -result;
  result >>= std::min(-shift, 64);
  return is_negative ? -result : result;
}

Decimal exact_decimal(double value) {
  int exponent = 0;
  const double mantissa = std::frexp(std::fabs(value), &exponent);
  constexpr int kBits = 53;
  Decimal result;
  result.is_negative = std::signbit(value);
  result.coefficient = static_cast<std::int64_t>(std::ldexp(mantissa, kBits));
  exponent -= kBits;
  while (exponent < 0 && result.coefficient % 2 == 0 &&
         !result.coefficient.is_zero()) {
    result.coefficient >>= 1;
    ++exponent;
  }
  if (result.coefficient.is_zero()) exponent = 0;
  if (exponent >= 0) {
    result.coefficient <<= exponent;
  } else {
    result.coefficient *= boost::multiprecision::pow(
        Integer(5), static_cast<unsigned>(-exponent));
    result.exponent = exponent;
  }
  return result;
}

double quotient(const Integer& numerator, const Integer& denominator) {
  const bool is_negative = (numerator < 0) != (denominator < 0);
  Integer above = magnitude(numerator);
  Integer below = magnitude(denominator);
  if (above.is_zero()) return is_negative ? -0.0 : 0.0;
  // 64 or 65 bits before the point.
  const auto shift = static_cast<std::int64_t>(bits(below)) -
                     static_cast<std::int64_t>(bits(above)) + 64;
  if (shift >= 0) {
    above <<= shift;
  } else {
    below <<= -shift;
  }
  Integer whole;
  Integer rest;
  boost::multiprecision::divide_qr(above, below, whole, rest);
  bool is_more = !rest.is_zero();
  std::int64_t exponent = -shift;
  if (bits(whole) > 64) {
    is_more |= (whole & 1) != 0;
    whole >>= 1;
    ++exponent;
  }
  const double result =
      scaled(static_cast<std::uint64_t>(whole), is_more, exponent);
  if (std::isinf(result)) {
    throw EvaluationError("integer division result too large for a float");
  }
  return is_negative ? -result : result;
}

Integer floor_quotient(const Integer& a, const Integer& b) {
  Integer whole;
  Integer rest;
  boost::multiprecision::divide_qr(a, b, whole, rest);
  if (!rest.is_zero() && (rest < 0) != (b < 0)) --whole;
  return whole;
}

Integer floor_remainder(const Integer& a, const Integer& b) {
  Integer rest = a % b;
  if (!rest.is_zero() && (rest < 0) != (b < 0)) rest += b;
  return rest;
}

std::string to_text(const Integer& value) {
  // 2^10 is more than 10^3: no need to write out what is far beyond.
  if (bits(magnitude(value)) <= kMaxDigits * 10 / 3 + 1) {
    std::string digits = value.str();
    if (digits.size() - (value < 0 ? 1 : 0) <= kMaxDigits) return digits;
  }
  throw EvaluationError(text::concat("Exceeds the limit (", kMaxDigits,
                                     " digits) for integer string conversion"));
}

std::string to_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                 value, std::chars_format::scientific);
  const std::string_view written(
      buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t e = written.find('e');
  int exponent = 0;
  const std::size_t sign = written[e + 1] == '+' ? 1 : 0;
  std::from_chars(written.data() + e + 1 + sign,
                  written.data() + written.size(), exponent);
  if (exponent < -4 || exponent >= 16) return std::string(written);
  std::array<char, 400> fixed{};
  const auto fixed_end =
      std::to_chars(fixed.data(), fixed.data() + fixed.size(), value,
                    std::chars_format::fixed);
  std::string result(fixed.data(), fixed_end.ptr);
  if (result.find('.') == std::string::npos) result += ".0";
  return result;
}

}  // namespace mapping::expression
