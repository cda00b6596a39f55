#pragma once

#include <cstdint>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

enum class Operator : std::uint8_t {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kFloorDivide,
  kModulo,
  kPower,
  kShiftLeft,
  kShiftRight,
  kAnd,
  kOr,
  kXor,
};

enum class UnaryOperator : std::uint8_t { kPlus, kMinus, kInvert };

// a + b and so on, within simpleeval's limits. Throws EvaluationError.
Value apply(Operator operation, const Value& a, const Value& b);
Value apply(UnaryOperator operation, const Value& value);

// "unsupported operand type(s) for +: 'int' and 'str'".
[[noreturn]] void fail_operands(Operator operation, const Value& a,
                                const Value& b);

// Of two numbers.
Value apply_to_numbers(Operator operation, const Value& a, const Value& b);
Value power(const Value& a, const Value& b);

// Where a date, a time or a timedelta is one of the two.
Value apply_to_times(Operator operation, const Value& a, const Value& b);

}  // namespace mapping::expression
