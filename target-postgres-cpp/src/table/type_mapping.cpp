#include "table/type_mapping.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "table/integer_range.hpp"

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

Choice only(const ColumnType& type) { return {type, type}; }

// No number takes true and false, nor a boolean numbers.
bool is_mixed(const Types& types, BaseType widest) {
  return has(types, "boolean") &&
         (widest == BaseType::kNumeric || widest == BaseType::kBigint);
}

Choice integer_choice(const json::Value& schema) {
  const ColumnType first{integer_type(schema)};
  return {first,
          is_beyond_bigint(schema) ? ColumnType{BaseType::kNumeric} : first};
}

// Bounds of items count only where they are beyond bigint.
Choice items_choice(const json::Value& items) {
  const Types types = types_of(items);
  const BaseType base = widest(types).value_or(BaseType::kText);
  Choice choice = only({base, true});
  if (is_mixed(types, base)) choice.any.base = BaseType::kText;
  if (base == BaseType::kBigint && types.size() == 1 &&
      is_beyond_bigint(items)) {
    choice.any.base = BaseType::kNumeric;
  }
  return choice;
}

Choice array_choice(const json::Value& schema) {
  const json::Value* const items = json::find(schema, "items");
  // A list has one schema for each of the first items.
  if (items == nullptr || items->IsArray()) return only({BaseType::kJsonb});
  if (items->IsBool()) return only({BaseType::kJsonb, true});
  if (!items->IsObject()) {
    throw std::invalid_argument("'items' must be a schema");
  }
  if (json::find(*items, "type") == nullptr) {
    return only({BaseType::kJsonb, true});
  }
  return items_choice(*items);
}

Choice single_choice(std::string_view type, const json::Value& schema,
                     const TypeMappingOptions& options) {
  if (type == "string") return only(string_type(schema, options));
  if (type == "integer") return integer_choice(schema);
  if (type == "array") return array_choice(schema);
  return only({widest({type}).value_or(BaseType::kText)});
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

// By the schema's own types; nothing where it has none but null.
std::optional<Choice> own_choice(const json::Value& schema,
                                 const TypeMappingOptions& options) {
  if (const auto type = explicit_type(schema)) return only(*type);
  const Types types = types_of(schema);
  const auto base = widest(types);
  if (!base) return std::nullopt;
  if (types.size() == 1) return single_choice(types.front(), schema, options);
  return Choice{{*base}, {is_mixed(types, *base) ? BaseType::kText : *base}};
}

std::optional<BaseType> type_of_constant(const json::Value& value) {
  if (value.IsNull()) return std::nullopt;
  if (value.IsBool()) return BaseType::kBoolean;
  if (value.IsNumber()) return type_of_number(value);
  return value.IsString() ? BaseType::kText : BaseType::kJsonb;
}

// The types of all values that a schema allows, one by one.
class AllowedTypes {
 public:
  explicit AllowedTypes(const TypeMappingOptions& options)
      : options_(options) {}

  void add(const json::Value& schema) {
    if (schema.IsFalse()) return;
    if (!schema.IsObject()) return add(BaseType::kText);
    if (const auto own = own_choice(schema, options_)) {
      types_.push_back(own->any);
    } else if (const auto* const value = json::find(schema, "const")) {
      add(type_of_constant(*value));
    } else if (const auto* const values = json::find(schema, "enum")) {
      add_constants(*values);
    } else if (const auto* const any_of = json::find(schema, "anyOf")) {
      add_each(*any_of);
    } else if (const auto* const one_of = json::find(schema, "oneOf")) {
      add_each(*one_of);
    } else if (json::find(schema, "type") == nullptr) {
      // It does not say, so anything.
      add(BaseType::kText);
    }
  }

  void add_each(const json::Value& schemas) {
    if (!schemas.IsArray()) return;
    for (const json::Value& each : schemas.GetArray()) add(each);
  }

  const std::vector<ColumnType>& types() const { return types_; }

 private:
  void add(std::optional<BaseType> type) {
    if (type) types_.push_back({*type});
  }

  void add_constants(const json::Value& values) {
    if (!values.IsArray()) return;
    for (const json::Value& each : values.GetArray()) {
      add(type_of_constant(each));
    }
  }

  const TypeMappingOptions& options_;
  std::vector<ColumnType> types_;
};

std::optional<ColumnType> first_type(const json::Value& schemas,
                                     const TypeMappingOptions& options) {
  for (const json::Value& each : schemas.GetArray()) {
    if (!each.IsObject()) continue;
    if (const auto own = own_choice(each, options)) return own->first;
  }
  return std::nullopt;
}

}  // namespace

Choice map_type(const json::Value& property,
                const TypeMappingOptions& options) {
  Choice text = only({BaseType::kText});
  if (!property.IsObject()) return text;
  if (const auto own = own_choice(property, options)) return *own;
  const json::Value* const any_of = json::find(property, "anyOf");
  if (any_of == nullptr || !any_of->IsArray()) return text;
  const auto first = first_type(*any_of, options);
  if (!first) return text;
  AllowedTypes allowed(options);
  allowed.add_each(*any_of);
  const bool takes_all =
      std::all_of(allowed.types().begin(), allowed.types().end(),
                  [&](const ColumnType& type) { return takes(*first, type); });
  return {*first, takes_all ? *first : type_of_all(allowed.types())};
}

}  // namespace table
