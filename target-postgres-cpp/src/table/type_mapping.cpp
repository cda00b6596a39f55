#include "table/type_mapping.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace table {

namespace {

using Types = std::vector<std::string_view>;

std::string_view member(const json::Value& schema, std::string_view name) {
  const json::Value* const value = json::find(schema, name);
  return value == nullptr ? std::string_view() : json::string_view(*value);
}

// The property's types without "null".
Types types_of(const json::Value& schema) {
  Types types;
  const json::Value* const type = json::find(schema, "type");
  if (type == nullptr) return types;
  if (type->IsString()) types.push_back(json::string_view(*type));
  if (type->IsArray()) {
    for (const json::Value& each : type->GetArray()) {
      if (each.IsString()) types.push_back(json::string_view(each));
    }
  }
  types.erase(std::remove(types.begin(), types.end(), "null"), types.end());
  return types;
}

bool has(const Types& types, std::string_view name) {
  return std::find(types.begin(), types.end(), name) != types.end();
}

// Of bare types, formats and bounds ignored: the one that holds them all.
std::optional<BaseType> widest(const Types& types) {
  if (has(types, "object") || has(types, "array")) return BaseType::kJsonb;
  if (has(types, "string")) return BaseType::kText;
  if (has(types, "number")) return BaseType::kNumeric;
  if (has(types, "integer")) return BaseType::kBigint;
  if (has(types, "boolean")) return BaseType::kBoolean;
  return std::nullopt;
}

ColumnType decimal_type(const json::Value& schema) {
  // What numeric(p,s) takes in every server: 1 ≤ p ≤ 1000, 0 ≤ s ≤ p.
  constexpr int kMaxPrecision = 1000;
  ColumnType type{BaseType::kNumeric};
  const json::Value* const precision = json::find(schema, "precision");
  const json::Value* const scale = json::find(schema, "scale");
  if (precision == nullptr || scale == nullptr || !precision->IsInt() ||
      !scale->IsInt()) {
    return type;
  }
  const int p = precision->GetInt();
  const int s = scale->GetInt();
  if (p < 1 || p > kMaxPrecision || s < 0 || s > p) return type;
  type.precision = p;
  type.scale = s;
  return type;
}

ColumnType string_type(const json::Value& schema,
                       const TypeMappingOptions& options) {
  const std::string_view format = member(schema, "format");
  if (format == "date-time") return {BaseType::kTimestamp};
  if (format == "date") return {BaseType::kDate};
  if (format == "time") return {BaseType::kTime};
  if (format == "uuid") return {BaseType::kUuid};
  if (format == "x-singer.decimal") return decimal_type(schema);
  if (options.interpret_content_encoding &&
      member(schema, "contentEncoding") == "base16") {
    return {BaseType::kBytea};
  }
  return {BaseType::kText};
}

ColumnType integer_type(const json::Value& schema) {
  const json::Value* const minimum = json::find(schema, "minimum");
  const json::Value* const maximum = json::find(schema, "maximum");
  if (minimum == nullptr || maximum == nullptr || !minimum->IsNumber() ||
      !maximum->IsNumber()) {
    return {BaseType::kBigint};
  }
  const auto is_within = [&](double limit) {
    return minimum->GetDouble() >= -limit && maximum->GetDouble() < limit;
  };
  if (is_within(32768.0)) return {BaseType::kSmallint};
  if (is_within(2147483648.0)) return {BaseType::kInteger};
  return {BaseType::kBigint};
}

ColumnType array_type(const json::Value& schema) {
  const json::Value* const items = json::find(schema, "items");
  if (items == nullptr) return {BaseType::kJsonb};
  if (items->IsBool()) return {BaseType::kJsonb, true};
  if (!items->IsObject()) {
    throw std::invalid_argument("'items' must be one schema");
  }
  if (json::find(*items, "type") == nullptr) return {BaseType::kJsonb, true};
  return {widest(types_of(*items)).value_or(BaseType::kText), true};
}

ColumnType single_type(std::string_view type, const json::Value& schema,
                       const TypeMappingOptions& options) {
  if (type == "string") return string_type(schema, options);
  if (type == "integer") return integer_type(schema);
  if (type == "array") return array_type(schema);
  return {widest({type}).value_or(BaseType::kText)};
}

std::optional<ColumnType> explicit_type(const json::Value& schema) {
  const std::string_view name = member(schema, "x-sql-datatype");
  if (name == "smallint") return ColumnType{BaseType::kSmallint};
  if (name == "integer") return ColumnType{BaseType::kInteger};
  if (name == "bigint") return ColumnType{BaseType::kBigint};
  // M without its optional vector library.
  if (name == "pgvector") return ColumnType{BaseType::kInteger, true};
  return std::nullopt;
}

// Everything but anyOf.
std::optional<ColumnType> own_type(const json::Value& schema,
                                   const TypeMappingOptions& options) {
  if (auto type = explicit_type(schema)) return type;
  const Types types = types_of(schema);
  const auto base = widest(types);
  if (!base) return std::nullopt;
  if (types.size() == 1) return single_type(types.front(), schema, options);
  return ColumnType{*base};
}

}  // namespace

ColumnType map_type(const json::Value& property,
                    const TypeMappingOptions& options) {
  if (!property.IsObject()) return {BaseType::kText};
  if (const auto type = own_type(property, options)) return *type;
  const json::Value* const any_of = json::find(property, "anyOf");
  if (any_of != nullptr && any_of->IsArray()) {
    for (const json::Value& member : any_of->GetArray()) {
      if (!member.IsObject()) continue;
      if (const auto type = own_type(member, options)) return *type;
    }
  }
  return {BaseType::kText};
}

}  // namespace table
