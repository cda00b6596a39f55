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

// Such a number taken apart, as its text has it: digits without point, those at
// its front that are zeros too, and the exponent of the last one.
struct DecimalDigits {
  bool is_negative = false;
  std::string digits;
  std::int64_t exponent = 0;
};

// Of JSON's number text, or Python's of a float; nothing for an exponent beyond
// what Decimal can hold.
std::optional<DecimalDigits> split_decimal(std::string_view text);

// What `str()` of it is, however many digits it has.
std::string to_text(DecimalDigits number);

// Reads JSON's number text, or Python's of a float; throws EvaluationError for
// an exponent beyond what Decimal can hold.
Decimal parse_decimal(std::string_view text);

// What `str(decimal)` is.
std::string to_text(const Decimal& decimal);

// Exactly the integer.
Decimal to_decimal(const Integer& value);

// Rounding down to an integer.
Integer truncated(const Decimal& value);

double nearest_double(const Decimal& value);

// Less than 0, 0 or greater, exactly.
int compare(const Decimal& a, const Decimal& b);

// Arithmetic in Python's default context: 28 digits, half to even. Each throws
// EvaluationError where Python's context traps.
Decimal add(const Decimal& a, const Decimal& b);
Decimal subtract(const Decimal& a, const Decimal& b);
Decimal multiply(const Decimal& a, const Decimal& b);
Decimal divide(const Decimal& a, const Decimal& b);
Decimal integer_quotient(const Decimal& a, const Decimal& b);
Decimal remainder(const Decimal& a, const Decimal& b);
Decimal negated(const Decimal& value);
Decimal plus(const Decimal& value);

// Rounded half to even to so many digits behind the point, whatever their
// number is.
Decimal rounded_to_places(const Decimal& value, std::int64_t places);
// Rounded half to even to so many digits in all.
Decimal rounded_to_digits(const Decimal& value, std::int64_t digits);

std::int64_t digit_count(const Integer& value);  // 1 for zero
Integer power_of_ten(std::int64_t exponent);

}  // namespace mapping::expression
