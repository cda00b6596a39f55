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
  // Of an existing table: the name of the domain; the above is then the type
  // it is made over.
  std::string domain = {};

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

// Whether any value of type `from` can be stored in a column of type `to`
// without loss, by cast_expression(). Equal types can.
bool is_storable(const ColumnType& from, const ColumnType& to);

// Whether the server stores a value of type `from` without loss or refuses it
// (class 22): bigint in numeric(10,2), text in a domain over varchar(5).
bool is_checked(const ColumnType& from, const ColumnType& to);

// `expression` of type `from`, as SQL that may be assigned to a column of type
// `to`; the expression itself where nothing is needed. Only for pairs that
// widen, are storable or checked.
std::string cast_expression(std::string_view expression, const ColumnType& from,
                            const ColumnType& to);

}  // namespace table
