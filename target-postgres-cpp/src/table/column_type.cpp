#include "table/column_type.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "text/concat.hpp"

namespace table {

namespace {

struct BaseName {
  BaseType base;
  std::string_view name;
};

// As format_type() spells them.
constexpr std::array<BaseName, 12> kBaseNames = {{
    {BaseType::kSmallint, "smallint"},
    {BaseType::kInteger, "integer"},
    {BaseType::kBigint, "bigint"},
    {BaseType::kNumeric, "numeric"},
    {BaseType::kBoolean, "boolean"},
    {BaseType::kText, "text"},
    {BaseType::kTimestamp, "timestamp without time zone"},
    {BaseType::kDate, "date"},
    {BaseType::kTime, "time without time zone"},
    {BaseType::kUuid, "uuid"},
    {BaseType::kJsonb, "jsonb"},
    {BaseType::kBytea, "bytea"},
}};

bool is(const ColumnType& type, BaseType base) {
  return type.base == base && !type.is_array;
}

bool is_other(const ColumnType& type, std::string_view name) {
  return is(type, BaseType::kOther) && type.other == name;
}

bool starts_with(const ColumnType& type, std::string_view prefix) {
  return is(type, BaseType::kOther) &&
         std::string_view(type.other).substr(0, prefix.size()) == prefix;
}

bool is_float(const ColumnType& type) {
  return is_other(type, "double precision") || is_other(type, "real");
}

// Decimal digits an integer type may need; 0: none of them.
int integer_digits(BaseType base) {
  switch (base) {
    case BaseType::kSmallint:
      return 5;
    case BaseType::kInteger:
      return 10;
    case BaseType::kBigint:
      return 19;
    default:
      return 0;
  }
}

// Into a numeric: digits before and after the point must both fit.
bool fits_numeric(const ColumnType& from, const ColumnType& to) {
  const bool is_integer = integer_digits(from.base) > 0;
  if (!is_integer && from.base != BaseType::kNumeric) return false;
  if (to.precision == 0) return true;
  if (!is_integer && from.precision == 0) return false;
  const int whole =
      is_integer ? integer_digits(from.base) : from.precision - from.scale;
  const int fraction = is_integer ? 0 : from.scale;
  return to.precision - to.scale >= whole && to.scale >= fraction;
}

// varchar and varchar(n)
bool is_varchar(const ColumnType& type) {
  return starts_with(type, "character varying");
}

// Types whose casts from text cut or round without a word.
bool has_lossy_cast(const ColumnType& type) {
  static constexpr std::array<std::string_view, 10> kPrefixes = {
      "character", "bit",  "timestamp", "time",   "interval",
      "double",    "real", "money",     "\"char", "name"};
  return std::any_of(
      kPrefixes.begin(), kPrefixes.end(),
      [&](std::string_view prefix) { return starts_with(type, prefix); });
}

// The type a domain is made over; any other type as it is.
ColumnType without_domain(ColumnType type) {
  type.domain.clear();
  return type;
}

// "(10,2)" → 10, 2
bool parse_precision(std::string_view text, ColumnType& type) {
  const char* at = text.data() + 1;
  const char* const end = text.data() + text.size();
  auto result = std::from_chars(at, end, type.precision);
  if (result.ec != std::errc() || result.ptr == end || *result.ptr != ',') {
    return false;
  }
  result = std::from_chars(result.ptr + 1, end, type.scale);
  return result.ec == std::errc() && result.ptr + 1 == end;
}

}  // namespace

std::string sql(const ColumnType& type) {
  if (!type.domain.empty()) return type.domain;
  std::string result;
  if (type.base == BaseType::kOther) {
    result = type.other;
  } else {
    const auto* const found = std::find_if(
        kBaseNames.begin(), kBaseNames.end(),
        [&](const BaseName& entry) { return entry.base == type.base; });
    result = found->name;
  }
  if (type.precision > 0) {
    result += text::concat('(', type.precision, ',', type.scale, ')');
  }
  if (type.is_array) result += "[]";
  return result;
}

ColumnType parse_type(std::string_view format_type) {
  ColumnType type;
  std::string_view name = format_type;
  if (name.size() > 2 && name.substr(name.size() - 2) == "[]") {
    type.is_array = true;
    name.remove_suffix(2);
  }
  for (const BaseName& entry : kBaseNames) {
    if (entry.name == name) {
      type.base = entry.base;
      return type;
    }
  }
  constexpr std::string_view kNumeric = "numeric";
  if (name.substr(0, kNumeric.size()) == kNumeric &&
      parse_precision(name.substr(kNumeric.size()), type)) {
    type.base = BaseType::kNumeric;
    return type;
  }
  type.precision = type.scale = 0;
  type.base = BaseType::kOther;
  type.other = name;
  return type;
}

bool is_widening(const ColumnType& from, const ColumnType& to) {
  // A domain is its owner's rule: a column keeps it.
  if (from == to || !from.domain.empty()) return false;
  if (is(to, BaseType::kText)) return true;
  if (from.is_array != to.is_array) return false;
  switch (to.base) {
    case BaseType::kInteger:
      return from.base == BaseType::kSmallint;
    case BaseType::kBigint:
      return from.base == BaseType::kSmallint ||
             from.base == BaseType::kInteger;
    case BaseType::kNumeric:
      return fits_numeric(from, to) || (is_float(from) && to.precision == 0);
    case BaseType::kTimestamp:
      return from.base == BaseType::kDate || starts_with(from, "timestamp(");
    case BaseType::kTime:
      return starts_with(from, "time(");
    case BaseType::kText:
      return true;
    default:
      return false;
  }
}

bool is_storable(const ColumnType& from, const ColumnType& to) {
  if (from == to || is_widening(from, to)) return true;
  if (!to.domain.empty()) return is_storable(from, without_domain(to));
  if (is(to, BaseType::kJsonb)) {
    return !is(from, BaseType::kText) && from.base != BaseType::kBytea;
  }
  if (to.base != BaseType::kOther || to.is_array) return false;
  if (to.other == "character varying") return true;
  if (to.other == "json") return is(from, BaseType::kJsonb);
  if (to.other == "timestamp with time zone") {
    return is(from, BaseType::kTimestamp) || is(from, BaseType::kDate);
  }
  if (to.other == "double precision") {
    return is(from, BaseType::kSmallint) || is(from, BaseType::kInteger);
  }
  return is(from, BaseType::kText) && !has_lossy_cast(to);
}

bool is_checked(const ColumnType& from, const ColumnType& to) {
  if (is(to, BaseType::kNumeric) && to.precision > 0) {
    // An integer has no digits behind the point; a scale below 0 rounds it.
    if (integer_digits(from.base) > 0 && !from.is_array) return to.scale >= 0;
    return is(from, BaseType::kNumeric) && from.precision > 0 &&
           from.scale <= to.scale;
  }
  return !to.domain.empty() && is(from, BaseType::kText) && is_varchar(to);
}

std::string cast_expression(std::string_view expression, const ColumnType& from,
                            const ColumnType& to) {
  // The assignment itself makes the value one of the domain, or refuses it.
  if (!to.domain.empty()) {
    return cast_expression(expression, from, without_domain(to));
  }
  // Only an explicit cast cuts what is too long.
  if (from == to || (is(from, BaseType::kText) && is_varchar(to))) {
    return std::string(expression);
  }
  if (is(to, BaseType::kJsonb)) {
    return text::concat("to_jsonb(", expression, ")");
  }
  // A float's text is its shortest exact one, its cast to numeric is not.
  if (is_float(from) && is(to, BaseType::kNumeric)) {
    return text::concat(expression, "::text::numeric");
  }
  if (is_other(to, "timestamp with time zone")) {
    return text::concat("(", expression, "::timestamp AT TIME ZONE 'UTC')");
  }
  return text::concat(expression, "::", sql(to));
}

}  // namespace table
