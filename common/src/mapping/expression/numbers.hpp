#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// More than Python writes or reads as text.
inline constexpr std::size_t kMaxDigits = 4300;

// Results of more bits are refused: they could not be written, and take long.
inline constexpr std::size_t kMaxBits = 1'000'000;

// bool, int, float or Decimal.
bool is_number(const Value& value);

// Of a bool or int.
std::optional<Integer> integer(const Value& value);

// The nearest double, infinity if beyond; of any number.
double nearest_double(const Value& value);
double nearest_double(const Integer& value);

// float(integer): throws where that is an infinity.
double to_double(const Integer& value);

// What stands before the point of a finite number.
Integer truncated(double value);

// A float exactly.
Decimal exact_decimal(double value);

// numerator / denominator, rounded once; the denominator is not 0.
double quotient(const Integer& numerator, const Integer& denominator);

// Rounding down, as Python's // and % of integers.
Integer floor_quotient(const Integer& a, const Integer& b);
Integer floor_remainder(const Integer& a, const Integer& b);

// Decimal digits; throws beyond kMaxDigits.
std::string to_text(const Integer& value);
// What `repr(float)` is.
std::string to_text(double value);

// What `int(text, base)` reads; nothing when it is none.
std::optional<Integer> parse_integer(std::string_view text, int base);
// What `float(text)` reads.
std::optional<double> parse_double(std::string_view text);

}  // namespace mapping::expression
