#include "mapping/expression/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "mapping/expression/errors.hpp"

namespace mapping::expression {

namespace {

constexpr std::int64_t kPrecision = 28;
constexpr std::int64_t kMaxExponent = 999'999;
constexpr std::int64_t kMinExponent = -999'999;
// What a context without limits can hold.
constexpr std::int64_t kLargestExponent = 999'999'999'999'999'999;

// Cuts off the last `count` digits, rounding half to even.
void drop_digits(Decimal& value, std::int64_t count) {
  if (count <= 0) return;
  value.exponent += count;
  if (count > digit_count(value.coefficient) + 1) {
    value.coefficient = 0;
    return;
  }
  const Integer unit = power_of_ten(count);
  Integer whole;
  Integer rest;
  boost::multiprecision::divide_qr(value.coefficient, unit, whole, rest);
  const int side = Integer(rest * 2).compare(unit);
  if (side > 0 || (side == 0 && whole % 2 == 1)) ++whole;
  value.coefficient = whole;
}

// As the context ends every operation.
Decimal finished(Decimal value) {
  drop_digits(value, digit_count(value.coefficient) - kPrecision);
  // 9.99… became 10.0…
  drop_digits(value, digit_count(value.coefficient) - kPrecision);
  constexpr std::int64_t kTiny = kMinExponent - kPrecision + 1;
  if (value.coefficient.is_zero()) {
    value.exponent = std::clamp(value.exponent, kTiny, kMaxExponent);
    return value;
  }
  if (value.exponent + digit_count(value.coefficient) - 1 > kMaxExponent) {
    throw EvaluationError("decimal.Overflow");
  }
  if (value.exponent < kTiny) drop_digits(value, kTiny - value.exponent);
  return value;
}

// The sum of two of one exponent; `is_minus` turns the second's sign.
Decimal sum(const Decimal& a, const Decimal& b) {
  const Integer left = a.is_negative ? -a.coefficient : a.coefficient;
  const Integer right = b.is_negative ? -b.coefficient : b.coefficient;
  Decimal result;
  const Integer total = left + right;
  result.exponent = a.exponent;
  result.is_negative =
      total < 0 || (total.is_zero() && a.is_negative && b.is_negative);
  result.coefficient = total < 0 ? -total : total;
  return result;
}

std::int64_t adjusted(const Decimal& value) {
  return value.exponent + digit_count(value.coefficient) - 1;
}

// The one of the smaller exponent can be so far behind the other's last digit
// that only its sign counts; then it is put just behind what counts.
void bring_near(const Decimal& high, Decimal& low) {
  const std::int64_t last =
      std::min(high.exponent, adjusted(high) - kPrecision - 1);
  if (low.coefficient.is_zero() || adjusted(low) >= last - 1) return;
  low.coefficient = 1;
  low.exponent = last - 2;
}

}  // namespace

std::int64_t digit_count(const Integer& value) {
  if (value.is_zero()) return 1;
  const auto top = static_cast<std::int64_t>(boost::multiprecision::msb(value));
  // Between 10^estimate and 10^(estimate + 2).
  std::int64_t estimate = top * 30103 / 100000;
  if (value >= power_of_ten(estimate + 1)) ++estimate;
  if (value < power_of_ten(estimate)) --estimate;
  return estimate + 1;
}

Integer power_of_ten(std::int64_t exponent) {
  if (exponent <= 0) return 1;
  constexpr std::int64_t kDirect = 18;
  if (exponent <= kDirect) {
    std::int64_t power = 1;
    for (; exponent > 0; --exponent) power *= 10;
    return power;
  }
  constexpr std::int64_t kMost = 400'000;
  if (exponent > kMost) {
    throw EvaluationError("a Decimal with too many digits");
  }
  return boost::multiprecision::pow(Integer(10),
                                    static_cast<unsigned>(exponent));
}

std::optional<DecimalDigits> split_decimal(std::string_view text) {
  DecimalDigits result;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    result.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool is_behind_point = false;
  std::size_t at = 0;
  for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
    if (text[at] == '.') {
      is_behind_point = true;
      continue;
    }
    result.digits += text[at];
    if (is_behind_point) --result.exponent;
  }
  if (at < text.size()) {
    ++at;
    if (at < text.size() && text[at] == '+') ++at;
    std::int64_t exponent = 0;
    const auto read =
        std::from_chars(text.data() + at, text.data() + text.size(), exponent);
    if (read.ec != std::errc() || exponent > kLargestExponent ||
        exponent < -kLargestExponent) {
      return std::nullopt;
    }
    result.exponent += exponent;
  }
  return result;
}

std::string to_text(DecimalDigits number) {
  std::string& digits = number.digits;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  const auto count = static_cast<std::int64_t>(digits.size());
  const std::int64_t left = number.exponent + count;
  std::string result = number.is_negative ? "-" : "";
  if (number.exponent <= 0 && left > -6) {
    if (left <= 0) {
      result += "0." + std::string(static_cast<std::size_t>(-left), '0');
      return result + digits;
    }
    const auto whole = static_cast<std::size_t>(left);
    result += digits.substr(0, whole);
    if (number.exponent < 0) result += "." + digits.substr(whole);
    return result;
  }
  result += digits[0];
  if (count > 1) result += "." + digits.substr(1);
  const std::int64_t exponent = left - 1;
  return result + (exponent < 0 ? "E" : "E+") + std::to_string(exponent);
}

Decimal parse_decimal(std::string_view text) {
  const auto number = split_decimal(text);
  if (!number) {
    throw EvaluationError("decimal.InvalidOperation: the exponent");
  }
  // Reading them takes time by the square of their number.
  constexpr std::size_t kMostDigits = 100'000;
  if (number->digits.size() > kMostDigits) {
    throw EvaluationError("a number of more than 100000 digits");
  }
  Decimal result{.is_negative = number->is_negative,
                 .exponent = number->exponent};
  const std::size_t first = number->digits.find_first_not_of('0');
  if (first != std::string::npos) {
    result.coefficient = Integer(number->digits.substr(first));
  }
  return result;
}

std::string to_text(const Decimal& decimal) {
  return to_text(DecimalDigits{decimal.is_negative, decimal.coefficient.str(),
                               decimal.exponent});
}

Decimal to_decimal(const Integer& value) {
  Decimal result;
  result.is_negative = value < 0;
  result.coefficient = value < 0 ? -value : value;
  return result;
}

Integer truncated(const Decimal& value) {
  Integer result;
  if (value.exponent >= 0) {
    if (!value.coefficient.is_zero()) {
      result = value.coefficient * power_of_ten(value.exponent);
    }
  } else if (-value.exponent <= digit_count(value.coefficient)) {
    result = value.coefficient / power_of_ten(-value.exponent);
  }
  return value.is_negative ? -result : result;
}

double nearest_double(const Decimal& value) {
  const std::string written =
      value.coefficient.str() + 'e' + std::to_string(value.exponent);
  const double result = std::strtod(written.c_str(), nullptr);
  return value.is_negative ? -result : result;
}

int compare(const Decimal& a, const Decimal& b) {
  const bool is_a_zero = a.coefficient.is_zero();
  const bool is_b_zero = b.coefficient.is_zero();
  const int sign_a = is_a_zero ? 0 : (a.is_negative ? -1 : 1);
  const int sign_b = is_b_zero ? 0 : (b.is_negative ? -1 : 1);
  if (sign_a != sign_b) return sign_a < sign_b ? -1 : 1;
  if (sign_a == 0) return 0;
  int result = 0;
  if (adjusted(a) != adjusted(b)) {
    result = adjusted(a) < adjusted(b) ? -1 : 1;
  } else {
    const std::int64_t low = std::min(a.exponent, b.exponent);
    const Integer left = a.coefficient * power_of_ten(a.exponent - low);
    const Integer right = b.coefficient * power_of_ten(b.exponent - low);
    result = left.compare(right);
  }
  return sign_a < 0 ? -result : result;
}

Decimal add(const Decimal& a, const Decimal& b) {
  Decimal high = a.exponent >= b.exponent ? a : b;
  Decimal low = a.exponent >= b.exponent ? b : a;
  if (high.coefficient.is_zero()) {
    // The lower exponent counts; there are no digits to fill up.
    high.exponent = low.exponent;
    return finished(sum(high, low));
  }
  if (low.coefficient.is_zero()) {
    const std::int64_t room = kPrecision - digit_count(high.coefficient);
    const std::int64_t shift = std::clamp<std::int64_t>(
        high.exponent - low.exponent, 0, std::max<std::int64_t>(room, 0));
    high.coefficient *= power_of_ten(shift);
    high.exponent -= shift;
    low.exponent = high.exponent;
    return finished(sum(high, low));
  }
  bring_near(high, low);
  high.coefficient *= power_of_ten(high.exponent - low.exponent);
  high.exponent = low.exponent;
  return finished(sum(high, low));
}

Decimal subtract(const Decimal& a, const Decimal& b) {
  Decimal turned = b;
  turned.is_negative = !b.is_negative;
  return add(a, turned);
}

Decimal multiply(const Decimal& a, const Decimal& b) {
  Decimal result;
  result.is_negative = a.is_negative != b.is_negative;
  result.coefficient = a.coefficient * b.coefficient;
  result.exponent = a.exponent + b.exponent;
  return finished(result);
}

Decimal divide(const Decimal& a, const Decimal& b) {
  if (b.coefficient.is_zero()) {
    throw EvaluationError(a.coefficient.is_zero()
                              ? "decimal.InvalidOperation: 0 / 0"
                              : "decimal.DivisionByZero");
  }
  Decimal result;
  result.is_negative = a.is_negative != b.is_negative;
  const std::int64_t ideal = a.exponent - b.exponent;
  result.exponent = ideal;
  if (a.coefficient.is_zero()) return finished(result);
  const std::int64_t shift =
      digit_count(b.coefficient) - digit_count(a.coefficient) + kPrecision + 1;
  Integer above = a.coefficient * power_of_ten(shift);
  const Integer below = b.coefficient * power_of_ten(-shift);
  Integer rest;
  boost::multiprecision::divide_qr(above, below, result.coefficient, rest);
  result.exponent = ideal - shift;
  if (!rest.is_zero()) {
    // Behind the digits that count: only says that there is more.
    if (result.coefficient % 5 == 0) ++result.coefficient;
  } else {
    while (result.exponent < ideal && result.coefficient % 10 == 0) {
      result.coefficient /= 10;
      ++result.exponent;
    }
  }
  return finished(result);
}

namespace {

struct Parts {
  Integer quotient;
  Integer rest;  // of the common exponent
  std::int64_t exponent = 0;
};

Parts divided(const Decimal& a, const Decimal& b) {
  if (b.coefficient.is_zero()) {
    throw EvaluationError(a.coefficient.is_zero()
                              ? "decimal.InvalidOperation: division by zero"
                              : "decimal.DivisionByZero");
  }
  Parts parts;
  parts.exponent = std::min(a.exponent, b.exponent);
  if (a.coefficient.is_zero()) return parts;
  if (adjusted(a) - adjusted(b) > kPrecision) {
    throw EvaluationError("decimal.DivisionImpossible");
  }
  if (adjusted(a) < adjusted(b)) {
    parts.rest = a.coefficient;
    const std::int64_t shift = a.exponent - parts.exponent;
    // What is left is `a` itself, which needs no more digits than it has room
    // for.
    parts.rest *= power_of_ten(shift);
    return parts;
  }
  const Integer above =
      a.coefficient * power_of_ten(a.exponent - parts.exponent);
  const Integer below =
      b.coefficient * power_of_ten(b.exponent - parts.exponent);
  boost::multiprecision::divide_qr(above, below, parts.quotient, parts.rest);
  if (digit_count(parts.quotient) > kPrecision) {
    throw EvaluationError("decimal.DivisionImpossible");
  }
  return parts;
}

}  // namespace

Decimal integer_quotient(const Decimal& a, const Decimal& b) {
  Decimal result;
  result.coefficient = divided(a, b).quotient;
  result.is_negative = a.is_negative != b.is_negative;
  return finished(result);
}

Decimal remainder(const Decimal& a, const Decimal& b) {
  if (b.coefficient.is_zero()) {
    throw EvaluationError("decimal.InvalidOperation: division by zero");
  }
  const Parts parts = divided(a, b);
  Decimal result;
  result.is_negative = a.is_negative;
  result.coefficient = parts.rest;
  result.exponent = parts.exponent;
  return finished(result);
}

Decimal plus(const Decimal& value) {
  Decimal result = value;
  if (value.coefficient.is_zero()) result.is_negative = false;
  return finished(result);
}

Decimal negated(const Decimal& value) {
  Decimal result = value;
  result.is_negative = !value.is_negative && !value.coefficient.is_zero();
  return finished(result);
}

Decimal rounded_to_places(const Decimal& value, std::int64_t places) {
  Decimal result = value;
  if (result.exponent < -places) {
    drop_digits(result, -places - result.exponent);
  } else {
    result.coefficient *= power_of_ten(result.exponent + places);
  }
  result.exponent = -places;
  return result;
}

Decimal rounded_to_digits(const Decimal& value, std::int64_t digits) {
  Decimal result = value;
  drop_digits(result, digit_count(result.coefficient) - digits);
  drop_digits(result, digit_count(result.coefficient) - digits);
  return result;
}

}  // namespace mapping::expression
