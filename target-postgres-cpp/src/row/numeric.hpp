#pragma once

#include "json/decimal.hpp"
#include "row/copy_buffer.hpp"

namespace row {

// Appends the body of a binary numeric (numeric_send() in the server's
// numeric.c): groups of four digits, the scale as written. Throws ValueError
// beyond what PostgreSQL holds.
void put_decimal(const json::Decimal& decimal, CopyBuffer& out);

enum class NonFinite { kNan, kInfinity, kMinusInfinity };
void put_non_finite(NonFinite value, CopyBuffer& out);

// Whether numeric(precision, scale) holds the number without rounding.
bool fits(const json::Decimal& decimal, int precision, int scale);

}  // namespace row
