#pragma once

#include <string>
#include <string_view>

namespace table {

enum class BaseType {
  kSmallint,
  kInteger,
  kBigint,
  kNumeric,
  kBoolean,
  kText,
  kTimestamp,  // without time zone, UTC
  kDate,
  kTime,  // without time zone
  kUuid,
  kJsonb,
  kBytea,
  kOther,  // of an existing table: none of ours
};

// A column's type.
struct ColumnType {
  BaseType base = BaseType::kText;
  bool is_array = false;
  // numeric(precision, scale); 0: unconstrained.
  int precision = 0;
  int scale = 0;
  // The server's name of a kOther type, e.g. "character varying(20)".
  std::string other = {};

  friend bool operator==(const ColumnType&, const ColumnType&) = default;
};

// As format_type() and CREATE TABLE spell it: "timestamp without time zone",
// "numeric(10,2)", "text[]".
std::string sql(const ColumnType& type);

// The inverse, for introspection: what format_type(atttypid, atttypmod) gives.
ColumnType parse_type(std::string_view format_type);

// What an ALTER COLUMN TYPE can do without losing anything, e.g. smallint to
// bigint, date to timestamp, anything to text.
bool is_widening(const ColumnType& from, const ColumnType& to);

// Whether a value of type `from` can be stored in a column of type `to` without
// loss, by cast_expression(). Equal types can.
bool is_storable(const ColumnType& from, const ColumnType& to);

// `expression` of type `from`, as SQL of type `to`; the expression itself where
// nothing is needed. Only for pairs that widen or are storable.
std::string cast_expression(std::string_view expression, const ColumnType& from,
                            const ColumnType& to);

}  // namespace table
