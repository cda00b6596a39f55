#include "table/loaded_type.hpp"

#include "table/storage.hpp"

namespace table {

namespace {

// Strings of a format: as JSON they are what the tap sent, as a type of
// PostgreSQL's they are spelled anew.
bool is_formatted(const ColumnType& type) {
  return !type.is_array &&
         (type.base == BaseType::kTimestamp || type.base == BaseType::kDate ||
          type.base == BaseType::kTime || type.base == BaseType::kUuid);
}

// numeric(20,0) is as good as numeric: it says itself what does not fit.
bool is_limited_numeric(const ColumnType& type) {
  return is_scalar(type, BaseType::kNumeric) && type.precision > 0 &&
         type.scale >= 0;
}

// A column that is there stays: it takes all that the schema allows, or else
// what it was made for.
ColumnType chosen_type(const Column& column, const ColumnType& stored) {
  if (!column.choice) return column.type;
  const auto& [first, any] = *column.choice;
  if (any == ColumnType{BaseType::kNumeric} && is_limited_numeric(stored)) {
    return without_domain(stored);
  }
  if (storage_of(any, stored) != Storage::kNone) return any;
  return storage_of(first, stored) != Storage::kNone ? first : any;
}

}  // namespace

ColumnType loaded_type(const Column& column, const ColumnType& stored) {
  ColumnType type = chosen_type(column, stored);
  if (is_text_like(stored)) {
    if (!stored.is_array) return {BaseType::kText};
    return type.is_array ? ColumnType{BaseType::kText, true} : type;
  }
  // An array of any shape is JSON; an array of PostgreSQL's is not of any
  // shape.
  if (is_scalar(stored, BaseType::kJsonb) &&
      (is_formatted(type) || type.is_array)) {
    return {BaseType::kJsonb};
  }
  if (is_scalar(stored, BaseType::kTimestampTz) &&
      is_scalar(type, BaseType::kTimestamp)) {
    return {BaseType::kTimestampTz};
  }
  if (is_scalar(stored, BaseType::kTimeTz) &&
      is_scalar(type, BaseType::kTime)) {
    return {BaseType::kTimeTz};
  }
  // A uuid is one however it is spelled, and the column stays what it is.
  if (is_scalar(stored, BaseType::kUuid) && column.is_key &&
      is_scalar(type, BaseType::kText)) {
    return {BaseType::kUuid};
  }
  return type;
}

Table loaded_table(Table want, const ExistingTable& have) {
  for (Column& column : want.columns) {
    const ExistingColumn* const existing = have.find(column.name.name());
    if (existing != nullptr) {
      column.type = loaded_type(column, existing->type);
    }
  }
  return want;
}

}  // namespace table
