#include "table/storage.hpp"

#include "table/widening.hpp"
#include "text/concat.hpp"

namespace table {

namespace {

using text::concat;

// Into smallint, integer, bigint: the server refuses what is beyond them.
Storage into_integer(const ColumnType& value, const ColumnType& column) {
  if (!is_integer(value.base)) return Storage::kNone;
  return value.base < column.base ? Storage::kExact : Storage::kChecked;
}

Storage into_numeric(const ColumnType& value, const ColumnType& column) {
  if (fits_numeric(value, column)) return Storage::kExact;
  if (value.is_array) return Storage::kNone;
  // No digits behind the point; a scale below 0 rounds those before it.
  if (is_integer(value.base)) {
    return column.scale >= 0 ? Storage::kChecked : Storage::kNone;
  }
  return value.base == BaseType::kNumeric ? Storage::kChecked : Storage::kNone;
}

Storage into_float(const ColumnType& value, const ColumnType& column) {
  if (value.is_array) return Storage::kNone;
  if (value.base == BaseType::kSmallint) return Storage::kExact;
  if (value.base == BaseType::kInteger && column.base == BaseType::kDouble) {
    return Storage::kExact;
  }
  return is_integer(value.base) || value.base == BaseType::kNumeric
             ? Storage::kChecked
             : Storage::kNone;
}

// Into timestamp, timestamptz, time and timetz.
Storage into_time(const ColumnType& value, const ColumnType& column) {
  if (value.is_array) return Storage::kNone;
  const bool is_instant = column.base == BaseType::kTimestamp ||
                          column.base == BaseType::kTimestampTz;
  if (value.base == BaseType::kDate && is_instant) return Storage::kExact;
  const bool is_same_kind =
      is_instant
          ? value.base == BaseType::kTimestamp || value.base == column.base
          : value.base == BaseType::kTime || value.base == column.base;
  if (!is_same_kind) return Storage::kNone;
  return column.limit ? Storage::kChecked : Storage::kExact;
}

Storage into_text(const ColumnType& value, const ColumnType& column) {
  if (value.base != BaseType::kText) return Storage::kNone;
  const bool is_free =
      column.base == BaseType::kVarchar && !column.limit && !column.is_array;
  if (is_free) return Storage::kExact;
  return value.is_array || column.is_array ? Storage::kNone : Storage::kChecked;
}

// A text may be JSON or be meant as it is: nobody can tell.
Storage into_jsonb(const ColumnType& value) {
  const bool is_unclear =
      is_scalar(value, BaseType::kText) || value.base == BaseType::kBytea;
  return is_unclear ? Storage::kNone : Storage::kExact;
}

Storage into_other(const ColumnType& value, const ColumnType& column) {
  const bool is_kept =
      column.keeps_text
          ? value.base == BaseType::kText
          : column.other == "json" && is_scalar(value, BaseType::kJsonb);
  return is_kept ? Storage::kExact : Storage::kNone;
}

Storage into_base_type(const ColumnType& value, const ColumnType& column) {
  if (is_scalar(column, BaseType::kText)) return Storage::kExact;
  if (is_scalar(column, BaseType::kJsonb)) return into_jsonb(value);
  if (value.is_array != column.is_array) return Storage::kNone;
  switch (column.base) {
    case BaseType::kSmallint:
    case BaseType::kInteger:
    case BaseType::kBigint: {
      const Storage storage = into_integer(value, column);
      return storage == Storage::kChecked && value.is_array ? Storage::kNone
                                                            : storage;
    }
    case BaseType::kNumeric:
      return into_numeric(value, column);
    case BaseType::kText:
      return Storage::kExact;
    case BaseType::kTimestamp:
    case BaseType::kTimestampTz:
    case BaseType::kTime:
    case BaseType::kTimeTz:
      return into_time(value, column);
    case BaseType::kVarchar:
    case BaseType::kChar:
      return into_text(value, column);
    case BaseType::kReal:
    case BaseType::kDouble:
      return into_float(value, column);
    case BaseType::kOther:
      return into_other(value, column);
    case BaseType::kBoolean:
    case BaseType::kDate:
    case BaseType::kUuid:
    case BaseType::kJsonb:
    case BaseType::kBytea:
      break;
  }
  return Storage::kNone;
}

// The cast, or an error of class 22 that shows the value.
std::string unless_changed(std::string_view expression, std::string_view cast,
                           std::string_view back, const ColumnType& column) {
  return concat("CASE WHEN ", cast, back, " = ", expression, " THEN ", cast,
                " ELSE (", expression,
                "::text || ' would be rounded')::", sql(without_limit(column)),
                " END");
}

// Only the assignment refuses a text that is too long, and even it cuts spaces
// at the end: so what is not to be cut gets a point behind them.
std::string uncut(std::string_view expression, const ColumnType& column) {
  const int limit = *column.limit;
  const std::string fits = column.base == BaseType::kChar
                               // Its spaces at the end mean nothing.
                               ? concat("pg_catalog.rtrim(", expression,
                                        ", ' ') = ", expression, " AND ")
                               : "";
  return concat("CASE WHEN ", fits, "pg_catalog.char_length(", expression,
                ") <= ", limit, " THEN ", expression, " ELSE pg_catalog.rpad(",
                expression, ", 1 + GREATEST(pg_catalog.char_length(",
                expression, "), ", limit, "), '.') END");
}

std::string text_of(std::string_view expression, const ColumnType& value) {
  if (value.is_array) {
    return concat("pg_catalog.to_jsonb(", expression, ")::text");
  }
  if (value.base == BaseType::kTimestamp) return iso_text(expression);
  return concat(expression, "::text");
}

std::string float_of(std::string_view expression, const ColumnType& value,
                     const ColumnType& column) {
  std::string cast = concat(expression, "::", sql(column));
  if (storage_of(value, column) == Storage::kExact) return cast;
  // A float's text is its shortest exact one, its cast to numeric is not.
  return unless_changed(expression, cast, "::text::numeric", column);
}

std::string time_of(std::string_view expression, const ColumnType& value,
                    const ColumnType& column) {
  std::string exact(expression);
  if (column.base == BaseType::kTimestampTz && value.base != column.base) {
    exact = concat("(", expression, "::timestamp AT TIME ZONE 'UTC')");
  } else if (column.base == BaseType::kTimeTz && value.base != column.base) {
    exact = concat("(", expression, "::text || 'Z')::timetz");
  } else if (value.base == BaseType::kDate) {
    exact = concat(expression, "::timestamp");
  }
  if (!column.limit || value.base == BaseType::kDate) return exact;
  return unless_changed(exact, concat(exact, "::", sql(column)), "", column);
}

}  // namespace

Storage storage_of(const ColumnType& value, const ColumnType& column) {
  const ColumnType base = without_domain(column);
  return value == base ? Storage::kExact : into_base_type(value, base);
}

std::string cast_expression(std::string_view expression,
                            const ColumnType& value, const ColumnType& column) {
  // The assignment itself makes the value one of the domain, or refuses it.
  const ColumnType base = without_domain(column);
  if (value == base) return std::string(expression);
  if (is_scalar(base, BaseType::kText)) return text_of(expression, value);
  if (is_scalar(base, BaseType::kJsonb)) {
    return concat("pg_catalog.to_jsonb(", expression, ")");
  }
  switch (base.base) {
    case BaseType::kVarchar:
    case BaseType::kChar:
      return base.limit ? uncut(expression, base) : std::string(expression);
    case BaseType::kTimestamp:
    case BaseType::kTimestampTz:
    case BaseType::kTime:
    case BaseType::kTimeTz:
      return time_of(expression, value, base);
    case BaseType::kReal:
    case BaseType::kDouble:
      return float_of(expression, value, base);
    case BaseType::kNumeric:
      if (value.base == BaseType::kNumeric &&
          storage_of(value, base) == Storage::kChecked) {
        return unless_changed(expression, concat(expression, "::", sql(base)),
                              "", base);
      }
      break;
    default:
      break;
  }
  return concat(expression, "::", sql(base));
}

}  // namespace table
