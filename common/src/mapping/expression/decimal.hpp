#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mapping/expression/integer.hpp"

namespace mapping::expression {

// Python's decimal.Decimal: what a JSON number with a fraction or an exponent
// is read as. Its digits and its exponent are kept: 1.50 stays 1.50. Finite:
// NaN and infinities cannot come up.
struct Decimal {
  bool is_negative = false;  // also of -0.0
  Integer coefficient = 0;   // never negative
  std::int64_t exponent = 0;
};

// Reads JSON's number text; throws EvaluationError for an exponent beyond
// what Decimal can hold.
Decimal parse_decimal(std::string_view text);

// What `str(decimal)` is.
std::string to_text(const Decimal& decimal);

}  // namespace mapping::expression
