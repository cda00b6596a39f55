// Operators between numbers.
#include <cmath>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/operators.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

// As simpleeval.
constexpr int kMaxPower = 4'000'000;
constexpr int kMaxShift = 10'000;

Integer checked(Integer value) {
  const Integer absolute = value < 0 ? Integer(-value) : value;
  if (!absolute.is_zero() && boost::multiprecision::msb(absolute) > kMaxBits) {
    throw EvaluationError("the integer is too large");
  }
  return value;
}

bool is_beyond_double(const Integer& value) {
  return boost::multiprecision::msb(value < 0 ? Integer(-value) : value) >=
         1024;
}

void check_shift(const Integer& value, const Integer& count,
                 std::string_view symbol) {
  if (count > kMaxShift || count < -kMaxShift ||
      (!value.is_zero() && is_beyond_double(value))) {
    throw EvaluationError(
        text::concat("Sorry! I don't want to evaluate that ", symbol));
  }
  if (count < 0) throw EvaluationError("negative shift count");
}

Value shifted(Operator operation, const Integer& a, const Integer& b) {
  if (operation == Operator::kShiftLeft) {
    check_shift(a, b, "<<");
    return a * (Integer(1) << static_cast<int>(b));
  }
  check_shift(a, b, ">>");
  return floor_quotient(a, Integer(1) << static_cast<int>(b));
}

Value apply_to_integers(Operator operation, const Integer& a,
                        const Integer& b) {
  switch (operation) {
    case Operator::kAdd:
      return checked(a + b);
    case Operator::kSubtract:
      return checked(a - b);
    case Operator::kMultiply:
      return checked(a * b);
    case Operator::kDivide:
      if (b.is_zero()) throw EvaluationError("division by zero");
      return quotient(a, b);
    case Operator::kFloorDivide:
      if (b.is_zero()) {
        throw EvaluationError("integer division or modulo by zero");
      }
      return floor_quotient(a, b);
    case Operator::kModulo:
      if (b.is_zero()) {
        throw EvaluationError("integer division or modulo by zero");
      }
      return floor_remainder(a, b);
    case Operator::kAnd:
      return Integer(a & b);
    case Operator::kOr:
      return Integer(a | b);
    case Operator::kXor:
      return Integer(a ^ b);
    case Operator::kShiftLeft:
    case Operator::kShiftRight:
      return shifted(operation, a, b);
    case Operator::kPower:
      break;
  }
  return power(a, b);
}

double float_remainder(double a, double b) {
  double rest = std::fmod(a, b);
  if (rest == 0) return std::copysign(0.0, b);
  if ((b < 0) != (rest < 0)) rest += b;
  return rest;
}

double float_floor_quotient(double a, double b) {
  double rest = std::fmod(a, b);
  double whole = (a - rest) / b;
  if (rest != 0 && (b < 0) != (rest < 0)) whole -= 1;
  if (whole == 0) return std::copysign(0.0, a / b);
  const double below = std::floor(whole);
  return whole - below > 0.5 ? below + 1 : below;
}

Value apply_to_doubles(Operator operation, double a, double b,
                       const Value& left, const Value& right) {
  switch (operation) {
    case Operator::kAdd:
      return a + b;
    case Operator::kSubtract:
      return a - b;
    case Operator::kMultiply:
      return a * b;
    case Operator::kDivide:
      if (b == 0) throw EvaluationError("float division by zero");
      return a / b;
    case Operator::kFloorDivide:
      if (b == 0) throw EvaluationError("float floor division by zero");
      return float_floor_quotient(a, b);
    case Operator::kModulo:
      if (b == 0) throw EvaluationError("float modulo");
      return float_remainder(a, b);
    default:
      fail_operands(operation, left, right);
  }
}

Value apply_to_decimals(Operator operation, const Decimal& a, const Decimal& b,
                        const Value& left, const Value& right) {
  switch (operation) {
    case Operator::kAdd:
      return add(a, b);
    case Operator::kSubtract:
      return subtract(a, b);
    case Operator::kMultiply:
      return multiply(a, b);
    case Operator::kDivide:
      return divide(a, b);
    case Operator::kFloorDivide:
      return integer_quotient(a, b);
    case Operator::kModulo:
      return remainder(a, b);
    default:
      fail_operands(operation, left, right);
  }
}

Decimal as_decimal(const Value& value) {
  if (const auto* decimal = value.get<Decimal>()) return *decimal;
  return to_decimal(*integer(value));
}

double as_double(const Value& value) {
  if (const auto* real = value.get<double>()) return *real;
  return to_double(*integer(value));
}

Value integer_power(const Integer& a, const Integer& b) {
  if (b < 0) {
    if (a.is_zero()) {
      throw EvaluationError("0.0 cannot be raised to a negative power");
    }
    return std::pow(to_double(a), to_double(b));
  }
  const Integer absolute = a < 0 ? Integer(-a) : a;
  const auto exponent = static_cast<unsigned>(b);
  if (absolute > 1 &&
      (boost::multiprecision::msb(absolute) * 1.0) * exponent > kMaxBits) {
    throw EvaluationError("the integer is too large");
  }
  if (absolute <= 1) {
    return exponent == 0 ? Integer(1) : (exponent % 2 == 0 ? absolute : a);
  }
  return Integer(boost::multiprecision::pow(a, exponent));
}

Value double_power(double a, double b) {
  if (a == 0 && b < 0) {
    throw EvaluationError("0.0 cannot be raised to a negative power");
  }
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
    throw EvaluationError("complex numbers are not supported");
  }
  const double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) {
    throw EvaluationError("(34, 'Numerical result out of range')");
  }
  return result;
}

void check_power(const Value& value) {
  const double size = std::fabs(nearest_double(value));
  if (size > kMaxPower) {
    throw EvaluationError("Sorry! I don't want to evaluate that power");
  }
}

}  // namespace

Value power(const Value& a, const Value& b) {
  check_power(a);
  check_power(b);
  if (a.is<Decimal>() || b.is<Decimal>()) {
    throw EvaluationError("a power of a Decimal is not supported: use float()");
  }
  if (a.is<double>() || b.is<double>()) {
    return double_power(as_double(a), as_double(b));
  }
  return integer_power(*integer(a), *integer(b));
}

Value apply_to_numbers(Operator operation, const Value& a, const Value& b) {
  if (operation == Operator::kPower) return power(a, b);
  if (a.is<bool>() && b.is<bool>()) {
    const bool left = *a.get<bool>();
    const bool right = *b.get<bool>();
    if (operation == Operator::kAnd) return left && right;
    if (operation == Operator::kOr) return left || right;
    if (operation == Operator::kXor) return left != right;
  }
  if (a.is<Decimal>() || b.is<Decimal>()) {
    if (a.is<double>() || b.is<double>()) fail_operands(operation, a, b);
    return apply_to_decimals(operation, as_decimal(a), as_decimal(b), a, b);
  }
  if (a.is<double>() || b.is<double>()) {
    return apply_to_doubles(operation, as_double(a), as_double(b), a, b);
  }
  return apply_to_integers(operation, *integer(a), *integer(b));
}

}  // namespace mapping::expression
