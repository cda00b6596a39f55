#include "validation/compile.hpp"

#include <rapidjson/pointer.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "json/decimal.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace validation {

namespace {

// Keywords of Draft 2020-12 that forbid something and are not understood.
constexpr std::array<const char*, 3> kUnchecked = {
    "unevaluatedItems", "unevaluatedProperties", "$dynamicRef"};

// The keyword's number as text; empty when it is absent or no number.
std::string number_text(const json::Value& schema, std::string_view keyword) {
  const json::Value* const value = json::find(schema, keyword);
  if (value == nullptr || !value->IsNumber()) return "";
  return json::to_text(*value);
}

std::optional<std::uint64_t> count(const json::Value& schema,
                                   std::string_view keyword) {
  const auto integer = json::parse_integer(number_text(schema, keyword));
  if (!integer || *integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*integer);
}

// The strings of an array; none when there is no such array.
std::vector<std::string> names_in(const json::Value* array) {
  std::vector<std::string> names;
  if (array == nullptr || !array->IsArray()) return names;
  for (const json::Value& name : array->GetArray()) {
    if (name.IsString()) names.emplace_back(json::string_view(name));
  }
  return names;
}

Kinds kinds_named(std::string_view type) {
  using json::Kind;
  if (type == "null") return kinds_of(Kind::kNull);
  if (type == "boolean") {
    return kinds_of(Kind::kTrue) | kinds_of(Kind::kFalse);
  }
  if (type == "number" || type == "integer") return kinds_of(Kind::kNumber);
  if (type == "string") return kinds_of(Kind::kString);
  if (type == "array") return kinds_of(Kind::kArray);
  if (type == "object") return kinds_of(Kind::kObject);
  return kAllKinds;  // a name nobody knows forbids nothing
}

}  // namespace

void Compiler::leave_out(std::string_view what) {
  const std::string place =
      path_.empty() ? "the record" : text::concat("'", path_, "'");
  schema_.unchecked_.push_back(text::concat(place, ": ", what));
}

const Rules* Compiler::compile_root() { return compile(*schema_.document_); }

const Rules* Compiler::compile(const json::Value& value) {
  const auto [entry, is_new] = compiled_.try_emplace(&value, nullptr);
  if (!is_new) return entry->second;
  Rules& rules = schema_.rules_.emplace_back();
  entry->second = &rules;
  if (value.IsFalse()) {
    rules.kinds = 0;
    rules.type_text = "nothing";
  } else if (value.IsObject()) {
    compile_keywords(value, rules);
    rules.is_plain = !rules.has_general() && !rules.number && !rules.string &&
                     !rules.array && !rules.object;
  }
  return &rules;
}

const Rules* Compiler::compile_at(std::string_view step,
                                  const json::Value& value) {
  const std::size_t length = path_.size();
  path_ += step;
  const Rules* const rules = compile(value);
  path_.resize(length);
  return rules;
}

const Rules* Compiler::compile_member(const json::Value& value,
                                      std::string_view keyword) {
  const json::Value* const member = json::find(value, keyword);
  return member == nullptr ? nullptr : compile(*member);
}

void Compiler::compile_keywords(const json::Value& value, Rules& rules) {
  if (const auto* type = json::find(value, "type")) compile_type(*type, rules);
  rules.constant = json::find(value, "const");
  const json::Value* const enumeration = json::find(value, "enum");
  if (enumeration != nullptr && enumeration->IsArray()) {
    rules.enumeration = enumeration;
  }
  compile_number(value, rules);
  compile_string(value, rules);
  compile_array(value, rules);
  compile_object(value, rules);
  compile_combinations(value, rules);
  compile_condition(value, rules);
  for (const char* const keyword : kUnchecked) {
    if (json::find(value, keyword) != nullptr) leave_out(keyword);
  }
}

void Compiler::compile_type(const json::Value& type, Rules& rules) {
  std::vector<std::string_view> names;
  if (type.IsString()) names.push_back(json::string_view(type));
  if (type.IsArray()) {
    for (const json::Value& name : type.GetArray()) {
      names.push_back(json::string_view(name));
    }
  }
  if (names.empty()) return;
  rules.kinds = 0;
  for (const std::string_view name : names) {
    rules.kinds = rules.kinds | kinds_named(name);
    if (!rules.type_text.empty()) rules.type_text += " or ";
    rules.type_text += name;
  }
  const auto has = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  rules.wants_integer = has("integer") && !has("number");
}

void Compiler::compile_number(const json::Value& value, Rules& rules) {
  NumberRules number;
  number.minimum = number_text(value, "minimum");
  number.maximum = number_text(value, "maximum");
  number.exclusive_minimum = number_text(value, "exclusiveMinimum");
  number.exclusive_maximum = number_text(value, "exclusiveMaximum");
  number.multiple_of = number_text(value, "multipleOf");
  if (const auto divisor = json::parse_decimal(number.multiple_of)) {
    if (divisor->is_zero() || divisor->is_negative ||
        divisor->count > json::kMaxDivisorDigits) {
      leave_out(text::concat("multipleOf ", number.multiple_of));
      number.multiple_of.clear();
    }
  }
  const bool has_any = !number.minimum.empty() || !number.maximum.empty() ||
                       !number.exclusive_minimum.empty() ||
                       !number.exclusive_maximum.empty() ||
                       !number.multiple_of.empty();
  if (has_any) rules.number = std::make_unique<NumberRules>(std::move(number));
}

void Compiler::compile_string(const json::Value& value, Rules& rules) {
  StringRules string;
  string.min_length = count(value, "minLength");
  string.max_length = count(value, "maxLength");
  const json::Value* const pattern = json::find(value, "pattern");
  if (pattern != nullptr && pattern->IsString()) {
    string.pattern_text = json::string_view(*pattern);
    string.pattern = compile_pattern(string.pattern_text);
  }
  if (string.min_length || string.max_length || string.pattern) {
    rules.string = std::make_unique<StringRules>(std::move(string));
  }
}

std::optional<Pattern> Compiler::compile_pattern(std::string_view expression) {
  try {
    return Pattern(expression);
  } catch (const std::invalid_argument& error) {
    leave_out(text::concat("pattern '", text::excerpt(expression, 200), "' (",
                           error.what(), ")"));
    return std::nullopt;
  }
}

void Compiler::compile_array(const json::Value& value, Rules& rules) {
  ArrayRules array;
  array.prefix_items = compile_list(value, "prefixItems");
  if (const auto* items = json::find(value, "items")) {
    if (!items->IsArray()) array.items = compile_at("[]", *items);
  }
  array.min_items = count(value, "minItems");
  array.max_items = count(value, "maxItems");
  const json::Value* const unique = json::find(value, "uniqueItems");
  array.wants_unique = unique != nullptr && unique->IsTrue();
  if (const auto* contained = json::find(value, "contains")) {
    array.contains = compile_at("[]", *contained);
    array.min_contains = count(value, "minContains").value_or(1);
    array.max_contains = count(value, "maxContains");
  }
  if (!array.prefix_items.empty() || array.items != nullptr ||
      array.min_items || array.max_items || array.wants_unique ||
      array.contains != nullptr) {
    rules.array = std::make_unique<ArrayRules>(std::move(array));
  }
}

void Compiler::compile_object(const json::Value& value, Rules& rules) {
  ObjectRules object;
  compile_properties(value, object);
  object.required = names_in(json::find(value, "required"));
  object.min_properties = count(value, "minProperties");
  object.max_properties = count(value, "maxProperties");
  object.names = compile_member(value, "propertyNames");
  compile_dependencies(value, object);
  if (!object.properties.empty() || !object.pattern_properties.empty() ||
      object.additional != nullptr || !object.required.empty() ||
      object.concerns_whole()) {
    rules.object = std::make_unique<ObjectRules>(std::move(object));
  }
}

void Compiler::compile_properties(const json::Value& value,
                                  ObjectRules& rules) {
  const json::Value* const properties = json::find(value, "properties");
  if (properties != nullptr && properties->IsObject()) {
    for (const auto& member : properties->GetObject()) {
      const std::string name(json::string_view(member.name));
      const std::string step = path_.empty() ? name : "." + name;
      rules.properties.emplace(name, compile_at(step, member.value));
    }
  }
  const json::Value* const patterns = json::find(value, "patternProperties");
  if (patterns != nullptr && patterns->IsObject()) {
    for (const auto& member : patterns->GetObject()) {
      if (auto pattern = compile_pattern(json::string_view(member.name))) {
        rules.pattern_properties.push_back(
            {std::move(*pattern), compile(member.value)});
      }
    }
  }
  if (const auto* additional = json::find(value, "additionalProperties")) {
    if (!additional->IsTrue()) rules.additional = compile(*additional);
  }
}

void Compiler::compile_dependencies(const json::Value& value,
                                    ObjectRules& rules) {
  const json::Value* const required = json::find(value, "dependentRequired");
  if (required != nullptr && required->IsObject()) {
    for (const auto& member : required->GetObject()) {
      rules.dependencies.push_back({std::string(json::string_view(member.name)),
                                    names_in(&member.value), nullptr});
    }
  }
  const json::Value* const schemas = json::find(value, "dependentSchemas");
  if (schemas != nullptr && schemas->IsObject()) {
    for (const auto& member : schemas->GetObject()) {
      rules.dependencies.push_back({std::string(json::string_view(member.name)),
                                    {},
                                    compile(member.value)});
    }
  }
}

void Compiler::compile_condition(const json::Value& value, Rules& rules) {
  const Rules* const when = compile_member(value, "if");
  if (when == nullptr) return;
  rules.condition = std::make_unique<Condition>(Condition{
      when, compile_member(value, "then"), compile_member(value, "else")});
}

void Compiler::compile_combinations(const json::Value& value, Rules& rules) {
  rules.all_of = compile_list(value, "allOf");
  rules.any_of = compile_list(value, "anyOf");
  rules.one_of = compile_list(value, "oneOf");
  rules.forbidden = compile_member(value, "not");
  const json::Value* const reference = json::find(value, "$ref");
  if (reference != nullptr && reference->IsString()) {
    compile_reference(json::string_view(*reference), rules);
  }
}

void Compiler::compile_reference(std::string_view reference, Rules& rules) {
  const json::Value* found = nullptr;
  if (!reference.empty() && reference.front() == '#') {
    // Without the '#': as a URI fragment RapidJSON would refuse a plain '$'.
    const rapidjson::Pointer pointer(reference.data() + 1,
                                     reference.size() - 1);
    if (pointer.IsValid()) found = pointer.Get(*schema_.document_);
  }
  if (found == nullptr) {
    leave_out(text::concat("$ref '", text::excerpt(reference, 200),
                           "' (it leads out of the schema)"));
    return;
  }
  rules.all_of.push_back(compile(*found));
}

std::vector<const Rules*> Compiler::compile_list(const json::Value& value,
                                                 std::string_view keyword) {
  std::vector<const Rules*> list;
  const json::Value* const schemas = json::find(value, keyword);
  if (schemas != nullptr && schemas->IsArray()) {
    for (const json::Value& schema : schemas->GetArray()) {
      list.push_back(compile(schema));
    }
  }
  return list;
}

}  // namespace validation
