#pragma once

#include <optional>
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
  // Of existing tables only; no schema asks for one of these.
  kVarchar,
  kChar,
  kTimestampTz,
  kTimeTz,
  kReal,
  kDouble,
  kOther,
};

// A column's type.
struct ColumnType {
  BaseType base = BaseType::kText;
  bool is_array = false;
  // numeric(precision, scale); 0: unconstrained.
  int precision = 0;
  int scale = 0;
  // Of an existing table: the characters of varchar(n) and char(n), the digits
  // of a second of timestamp(n), time(n), ….
  std::optional<int> limit = {};
  // The server's name of a kOther type, e.g. "interval".
  std::string other = {};
  // A kOther type that keeps every text it takes, in its own spelling: enums,
  // citext, inet, ….
  bool keeps_text = false;
  // Of an existing table: the name of the domain; the above is then the type
  // it is made over.
  std::string domain = {};

  friend bool operator==(const ColumnType&, const ColumnType&) = default;
};

// As format_type() and CREATE TABLE spell it: "timestamp without time zone",
// "numeric(10,2)", "text[]".
std::string sql(const ColumnType& type);

// The inverse, for introspection: what format_type(atttypid, atttypmod) gives.
// Leaves keeps_text false: the name does not tell.
ColumnType parse_type(std::string_view format_type);

// The type and no array of it.
bool is_scalar(const ColumnType& type, BaseType base);
// smallint, integer or bigint.
bool is_integer(BaseType base);
// text, varchar, char or citext: any text is one of its values.
bool is_text_like(const ColumnType& type);

// The type a domain is made over; any other type as it is.
ColumnType without_domain(ColumnType type);
// Without the n of varchar(n), timestamp(n), ….
ColumnType without_limit(ColumnType type);

}  // namespace table
