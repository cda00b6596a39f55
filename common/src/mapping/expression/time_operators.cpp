// Operators of dates, times and timedeltas.
#include <cmath>

#include "mapping/expression/datetime.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/operators.hpp"

namespace mapping::expression {

namespace {

// Half to even.
Integer rounded_quotient(const Integer& a, const Integer& b) {
  Integer whole = floor_quotient(a, b);
  const Integer twice = floor_remainder(a, b) * 2;
  const int side = b > 0 ? twice.compare(b) : b.compare(twice);
  if (side > 0 || (side == 0 && whole % 2 != 0)) ++whole;
  return whole;
}

struct Ratio {
  Integer above;
  Integer below;
};

Ratio exact_ratio(double value) {
  if (std::isnan(value)) {
    throw EvaluationError("cannot convert NaN to integer ratio");
  }
  if (std::isinf(value)) {
    throw EvaluationError("cannot convert Infinity to integer ratio");
  }
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  Ratio ratio{static_cast<std::int64_t>(std::ldexp(mantissa, 53)), 1};
  exponent -= 53;
  if (exponent >= 0) {
    ratio.above <<= exponent;
  } else {
    ratio.below <<= -exponent;
  }
  return ratio;
}

Value multiplied(const Duration& duration, const Value& factor, const Value& a,
                 const Value& b) {
  const Integer microseconds = in_microseconds(duration);
  if (const auto count = integer(factor)) {
    return to_duration(microseconds * *count);
  }
  if (const auto* real = factor.get<double>()) {
    const Ratio ratio = exact_ratio(*real);
    return to_duration(
        rounded_quotient(microseconds * ratio.above, ratio.below));
  }
  fail_operands(Operator::kMultiply, a, b);
}

Value divided(const Duration& duration, const Value& b, const Value& a) {
  const Integer microseconds = in_microseconds(duration);
  if (const auto* other = b.get<Duration>()) {
    const Integer divisor = in_microseconds(*other);
    if (divisor.is_zero()) throw EvaluationError("division by zero");
    return quotient(microseconds, divisor);
  }
  if (const auto count = integer(b)) {
    if (count->is_zero()) {
      throw EvaluationError("integer division or modulo by zero");
    }
    return to_duration(rounded_quotient(microseconds, *count));
  }
  if (const auto* real = b.get<double>()) {
    if (*real == 0) throw EvaluationError("integer division or modulo by zero");
    const Ratio ratio = exact_ratio(*real);
    return to_duration(
        rounded_quotient(microseconds * ratio.below, ratio.above));
  }
  fail_operands(Operator::kDivide, a, b);
}

Value floor_divided(Operator operation, const Value& a, const Value& b) {
  const Integer microseconds = in_microseconds(*a.get<Duration>());
  const auto* other = b.get<Duration>();
  const auto count = integer(b);
  const bool is_modulo = operation == Operator::kModulo;
  if (other == nullptr && (!count || is_modulo)) fail_operands(operation, a, b);
  const Integer divisor = other != nullptr ? in_microseconds(*other) : *count;
  if (divisor.is_zero()) {
    throw EvaluationError("integer division or modulo by zero");
  }
  if (is_modulo) return to_duration(floor_remainder(microseconds, divisor));
  const Integer whole = floor_quotient(microseconds, divisor);
  return other != nullptr ? Value(whole) : Value(to_duration(whole));
}

Duration negative(const Duration& duration) {
  return to_duration(-in_microseconds(duration));
}

Value sum(const Value& a, const Value& b) {
  const auto* left = a.get<Duration>();
  const auto* right = b.get<Duration>();
  if (left != nullptr && right != nullptr) {
    return to_duration(in_microseconds(*left) + in_microseconds(*right));
  }
  const Value& other = left != nullptr ? b : a;
  const auto* duration = left != nullptr ? left : right;
  if (duration != nullptr) {
    if (const auto* moment = other.get<DateTime>()) {
      return add(*moment, *duration);
    }
    if (const auto* date = other.get<Date>()) return add(*date, *duration);
  }
  fail_operands(Operator::kAdd, a, b);
}

Value remaining(const Value& a, const Value& b) {
  const auto* moment = a.get<DateTime>();
  const auto* date = a.get<Date>();
  if (const auto* duration = b.get<Duration>()) {
    if (moment != nullptr) return add(*moment, negative(*duration));
    // Of a date only whole days are taken away.
    if (date != nullptr) return add(*date, {-duration->days, 0});
    if (const auto* left = a.get<Duration>()) {
      return to_duration(in_microseconds(*left) - in_microseconds(*duration));
    }
  }
  if (const auto* other = b.get<DateTime>(); moment != nullptr && other) {
    if (moment->time.zone.has_value() != other->time.zone.has_value()) {
      throw EvaluationError(
          "can't subtract offset-naive and offset-aware datetimes");
    }
    return difference(*moment, *other);
  }
  if (const auto* other = b.get<Date>(); date != nullptr && other) {
    return Duration{day_number(*date) - day_number(*other), 0};
  }
  fail_operands(Operator::kSubtract, a, b);
}

}  // namespace

Value apply_to_times(Operator operation, const Value& a, const Value& b) {
  const auto* left = a.get<Duration>();
  const auto* right = b.get<Duration>();
  switch (operation) {
    case Operator::kAdd:
      return sum(a, b);
    case Operator::kSubtract:
      return remaining(a, b);
    case Operator::kMultiply:
      if (left != nullptr && right == nullptr) {
        return multiplied(*left, b, a, b);
      }
      if (right != nullptr && left == nullptr) {
        return multiplied(*right, a, a, b);
      }
      break;
    case Operator::kDivide:
      if (left != nullptr) return divided(*left, b, a);
      break;
    case Operator::kFloorDivide:
    case Operator::kModulo:
      if (left != nullptr) return floor_divided(operation, a, b);
      break;
    default:
      break;
  }
  fail_operands(operation, a, b);
}

}  // namespace mapping::expression
