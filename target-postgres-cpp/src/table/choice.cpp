#include "table/choice.hpp"

#include <algorithm>

#include "table/widening.hpp"

namespace table {

namespace {

ColumnType element_of(ColumnType type) {
  type.is_array = false;
  return type;
}

bool is_jsonb(const ColumnType& type) {
  return is_scalar(type, BaseType::kJsonb);
}

bool is_number(const ColumnType& type) {
  return is_integer(type.base) || type.base == BaseType::kNumeric;
}

bool is_date(const ColumnType& type) {
  return type.base == BaseType::kDate || type.base == BaseType::kTimestamp;
}

bool scalar_takes(const ColumnType& column, const ColumnType& value) {
  if (column == value) return true;
  switch (column.base) {
    case BaseType::kText:
    case BaseType::kJsonb:
      return true;
    case BaseType::kSmallint:
    case BaseType::kInteger:
    case BaseType::kBigint:
      return is_integer(value.base) && value.base <= column.base;
    case BaseType::kNumeric:
      return fits_numeric(value, column);
    case BaseType::kTimestamp:
      return is_date(value);
    default:
      return false;
  }
}

ColumnType scalar_of_all(const std::vector<ColumnType>& types) {
  const auto all = [&](auto is) {
    return std::all_of(types.begin(), types.end(), is);
  };
  const ColumnType& first = types.front();
  if (all([&](const ColumnType& type) { return type == first; })) return first;
  if (all([](const ColumnType& type) { return is_integer(type.base); })) {
    return *std::max_element(types.begin(), types.end(),
                             [](const ColumnType& a, const ColumnType& b) {
                               return a.base < b.base;
                             });
  }
  if (all(is_number)) return {BaseType::kNumeric};
  if (all(is_date)) return {BaseType::kTimestamp};
  return {BaseType::kText};
}

}  // namespace

bool takes(const ColumnType& column, const ColumnType& value) {
  if (column.is_array) {
    return scalar_takes(element_of(column), element_of(value));
  }
  return value.is_array ? is_jsonb(column) || is_scalar(column, BaseType::kText)
                        : scalar_takes(column, value);
}

ColumnType type_of_all(const std::vector<ColumnType>& types) {
  const auto is_array = [](const ColumnType& type) { return type.is_array; };
  if (std::all_of(types.begin(), types.end(), is_array)) {
    std::vector<ColumnType> elements(types.size());
    std::transform(types.begin(), types.end(), elements.begin(), element_of);
    ColumnType type = type_of_all(elements);
    type.is_array = true;
    return type;
  }
  const bool has_shape = std::any_of(
      types.begin(), types.end(),
      [](const ColumnType& type) { return type.is_array || is_jsonb(type); });
  return has_shape ? ColumnType{BaseType::kJsonb} : scalar_of_all(types);
}

}  // namespace table
