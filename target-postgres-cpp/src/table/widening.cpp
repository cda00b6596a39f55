#include "table/widening.hpp"

#include <algorithm>
#include <array>

#include "text/concat.hpp"

namespace table {

namespace {

struct Widening {
  BaseType from;
  BaseType to;
  bool keeps_keys;  // equal values, and no others, stay equal
};

constexpr std::array<Widening, 20> kWidenings = {{
    // Numbers keep their value and their digits.
    {BaseType::kSmallint, BaseType::kInteger, true},
    {BaseType::kSmallint, BaseType::kBigint, true},
    {BaseType::kSmallint, BaseType::kNumeric, true},
    {BaseType::kInteger, BaseType::kBigint, true},
    {BaseType::kInteger, BaseType::kNumeric, true},
    {BaseType::kBigint, BaseType::kNumeric, true},
    {BaseType::kNumeric, BaseType::kNumeric, true},
    // The same characters, in the same collation.
    {BaseType::kVarchar, BaseType::kText, true},
    // More digits of a second.
    {BaseType::kTimestamp, BaseType::kTimestamp, true},
    {BaseType::kTimestampTz, BaseType::kTimestampTz, true},
    {BaseType::kTime, BaseType::kTime, true},
    {BaseType::kTimeTz, BaseType::kTimeTz, true},
    // Midnight.
    {BaseType::kDate, BaseType::kTimestamp, true},
    // PostgreSQL spells these as taps do.
    {BaseType::kSmallint, BaseType::kText, false},
    {BaseType::kInteger, BaseType::kText, false},
    {BaseType::kBigint, BaseType::kText, false},
    {BaseType::kNumeric, BaseType::kText, false},
    {BaseType::kBoolean, BaseType::kText, false},
    {BaseType::kUuid, BaseType::kText, false},
    {BaseType::kDate, BaseType::kText, false},
}};

// Not this one: it is spelled anew.
constexpr Widening kInstant = {BaseType::kTimestamp, BaseType::kText, false};

bool allows(const Widening& pair, const ColumnType& from, const ColumnType& to,
            ColumnRole role) {
  return pair.from == from.base && pair.to == to.base &&
         (pair.keeps_keys || role == ColumnRole::kPlain);
}

// Decimal digits an integer type may need.
int digits(BaseType base) {
  if (base == BaseType::kSmallint) return 5;
  return base == BaseType::kInteger ? 10 : 19;
}

}  // namespace

bool is_widening(const ColumnType& from, const ColumnType& to,
                 ColumnRole role) {
  // A domain is its owner's rule: a column keeps it.
  if (from == to || !from.domain.empty() || to.limit) return false;
  if (from.is_array != to.is_array) return false;
  if (to.base == BaseType::kNumeric && !fits_numeric(from, to)) return false;
  if (!to.is_array && allows(kInstant, from, to, role)) return true;
  return std::any_of(
      kWidenings.begin(), kWidenings.end(),
      [&](const Widening& pair) { return allows(pair, from, to, role); });
}

std::string widened(std::string_view column, const ColumnType& from,
                    const ColumnType& to) {
  if (is_scalar(from, BaseType::kTimestamp) && is_scalar(to, BaseType::kText)) {
    return iso_text(column);
  }
  return text::concat(column, "::", sql(to));
}

bool fits_numeric(const ColumnType& from, const ColumnType& to) {
  const bool is_whole = is_integer(from.base);
  if (!is_whole && from.base != BaseType::kNumeric) return false;
  if (to.precision == 0) return true;
  if (!is_whole && from.precision == 0) return false;
  const int whole = is_whole ? digits(from.base) : from.precision - from.scale;
  const int fraction = is_whole ? 0 : from.scale;
  return to.precision - to.scale >= whole && to.scale >= fraction;
}

std::string iso_text(std::string_view timestamp) {
  // JSON has the 'T' and as many digits as there are. No tap sends what its
  // form has no room for: infinity and years before Christ.
  return text::concat("CASE WHEN pg_catalog.isfinite(", timestamp, ") AND ",
                      timestamp, " >= '0001-01-01' THEN (pg_catalog.to_jsonb(",
                      timestamp, ") #>> '{}') || 'Z' ELSE ", timestamp,
                      "::text END");
}

}  // namespace table
