#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace json {

// A decimal number as its text says it, nothing converted: exact however many
// digits it has. Borrows the text.
struct Decimal {
  bool is_negative = false;
  // Its digits from the first to the last that is not 0, with the point if it
  // stands between them; empty for zero.
  std::string_view digits;
  std::int64_t count = 0;  // of those digits
  // Where the point is, counted from the first of them: 0.0012 is digits "12",
  // point -2; 1.5e3 is digits "1.5", point 4.
  std::int64_t point = 0;
  // Digits behind the point as written, 0 where the exponent took them all:
  // 1.50 has 2, 1.5e3 has 0, 1e-7 has 7.
  std::int64_t scale = 0;

  bool is_zero() const { return count == 0; }
  bool is_integer() const { return point >= count; }
};

// Reads a JSON number, or one of the looser forms people put into strings
// ("+1", "1.", ".5"); nothing when it is neither.
std::optional<Decimal> parse_decimal(std::string_view text);

// The integer a number's text stands for: 3, 3.0, 1e2. Nothing when it has a
// fraction or is beyond 64 bits.
std::optional<std::int64_t> parse_integer(std::string_view text);

// Less than 0, 0 or greater than 0, as a is less than, equal to or greater
// than b.
int compare(const Decimal& a, const Decimal& b);

// Divisors of more than 18 digits are no more than that: not supported.
inline constexpr std::int64_t kMaxDivisorDigits = 18;

// Whether value / divisor is an integer. The divisor is greater than 0 and has
// at most kMaxDivisorDigits digits.
bool is_multiple(const Decimal& value, const Decimal& divisor);

}  // namespace json
