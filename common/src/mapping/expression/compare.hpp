#pragma once

#include <compare>
#include <cstdint>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

enum class Comparison : std::uint8_t {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIn,
  kNotIn,
  kIs,
  kIsNot,
};

// a == b.
bool equal(const Value& a, const Value& b);

// The value of `a < b` and so on; throws EvaluationError for what Python does
// not compare.
bool holds(Comparison comparison, const Value& a, const Value& b);

}  // namespace mapping::expression
