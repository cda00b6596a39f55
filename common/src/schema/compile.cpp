#include "schema/compile.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "json/members.hpp"
#include "raw/canonical.hpp"
#include "schema/in_place.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace schema {

namespace {

// Keywords of Draft 2020-12 that forbid something and are not understood.
constexpr std::array<const char*, 3> kUnchecked = {
    "unevaluatedItems", "unevaluatedProperties", "$dynamicRef"};

// The keyword's number; nothing when it is absent or no number.
std::optional<Bound> bound(const raw::Members& schema,
                           std::string_view keyword) {
  const json::RawValue* const value =
      raw::find(schema, keyword, json::Kind::kNumber);
  if (value == nullptr) return std::nullopt;
  const auto decimal = json::parse_decimal(value->text);
  if (!decimal) return std::nullopt;  // NaN
  return Bound{value->text, *decimal};
}

std::optional<std::uint64_t> count(const raw::Members& schema,
                                   std::string_view keyword) {
  const auto number = bound(schema, keyword);
  const auto integer =
      number ? json::parse_integer(number->text) : std::nullopt;
  if (!integer || *integer < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*integer);
}

// The strings of an array; none when there is no such array.
std::vector<std::string> names_in(const json::RawValue* array) {
  std::vector<std::string> names;
  if (array == nullptr) return names;
  for (const json::RawValue& name : json::items_of(*array)) {
    if (name.kind == json::Kind::kString) names.push_back(raw::string_of(name));
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

std::string Compiler::place() const {
  return path_.empty() ? "the record" : text::concat("'", path_, "'");
}

void Compiler::leave_out(std::string_view what) {
  schema_.unchecked_.push_back(text::concat(place(), ": ", what));
}

const Rules* Compiler::compile_root(std::string_view text) {
  json::Cursor cursor(text);
  root_ = cursor.value();
  cursor.expect_end();
  const Rules* const rules = compile(root_);
  follow_references();
  return rules;
}

Rules* Compiler::compile(const json::RawValue& value) {
  const auto [entry, is_new] =
      compiled_.try_emplace(value.text.data(), nullptr);
  if (!is_new) return entry->second;
  Rules& rules = schema_.rules_.emplace_back();
  entry->second = &rules;
  if (value.kind == json::Kind::kFalse) {
    rules.kinds = 0;
    rules.type_text = "nothing";
  } else if (value.kind == json::Kind::kObject) {
    compile_keywords(raw::members_by_name(value), rules);
    rules.is_plain = !rules.has_general() && !rules.number && !rules.string &&
                     !rules.array && !rules.object;
  }
  return &rules;
}

const Rules* Compiler::compile_at(std::string_view step,
                                  const json::RawValue& value) {
  const std::size_t length = path_.size();
  path_ += step;
  const Rules* const rules = compile(value);
  path_.resize(length);
  return rules;
}

const Rules* Compiler::compile_member(const raw::Members& schema,
                                      std::string_view keyword) {
  const json::RawValue* const member = raw::find(schema, keyword);
  return member == nullptr ? nullptr : compile(*member);
}

void Compiler::compile_keywords(const raw::Members& schema, Rules& rules) {
  if (const auto* type = raw::find(schema, "type")) compile_type(*type, rules);
  if (schema_.formats_) return compile_types_alone(schema, rules);
  compile_choices(schema, rules);
  compile_number(schema, rules);
  compile_string(schema, rules);
  compile_array(schema, rules);
  compile_object(schema, rules);
  compile_combinations(schema, rules);
  compile_condition(schema, rules);
  for (const char* const keyword : kUnchecked) {
    if (raw::find(schema, keyword) != nullptr) leave_out(keyword);
  }
}

void Compiler::compile_types_alone(const raw::Members& schema, Rules& rules) {
  rules.wants_digits_alone = true;
  if (const auto* name = raw::find(schema, "format", json::Kind::kString)) {
    const std::string text = raw::string_of(*name);
    for (const Format& format : *schema_.formats_) {
      if (format.name != text) continue;
      rules.string = std::make_unique<StringRules>();
      rules.string->format = format;
    }
  }
  if (const auto* items = raw::find(schema, "items")) {
    rules.array = std::make_unique<ArrayRules>();
    rules.array->items = compile_at("[]", *items);
  }
  if (raw::find(schema, "properties") != nullptr) {
    rules.object = std::make_unique<ObjectRules>();
    compile_properties(schema, *rules.object);
  }
}

void Compiler::compile_choices(const raw::Members& schema, Rules& rules) {
  if (const auto* constant = raw::find(schema, "const")) {
    rules.constant = std::make_unique<Choices>();
    rules.constant->canonical.insert(raw::canonical(*constant));
    rules.constant->text = json::json_text(*constant);
  }
  if (const auto* list = raw::find(schema, "enum", json::Kind::kArray)) {
    rules.enumeration = std::make_unique<Choices>();
    for (const json::RawValue& each : json::items_of(*list)) {
      rules.enumeration->canonical.insert(raw::canonical(each));
    }
    rules.enumeration->text = list->text;
  }
}

void Compiler::compile_type(const json::RawValue& type, Rules& rules) {
  std::vector<std::string> names = names_in(&type);
  if (type.kind == json::Kind::kString) names.push_back(raw::string_of(type));
  if (names.empty()) return;
  rules.type = json::json_text(type);
  rules.kinds = 0;
  for (const std::string& name : names) {
    rules.kinds = rules.kinds | kinds_named(name);
    if (!rules.type_text.empty()) rules.type_text += " or ";
    rules.type_text += name;
  }
  const auto has = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  rules.wants_integer = has("integer") && !has("number");
}

void Compiler::compile_number(const raw::Members& schema, Rules& rules) {
  NumberRules number;
  number.minimum = bound(schema, "minimum");
  number.maximum = bound(schema, "maximum");
  number.exclusive_minimum = bound(schema, "exclusiveMinimum");
  number.exclusive_maximum = bound(schema, "exclusiveMaximum");
  number.multiple_of = bound(schema, "multipleOf");
  if (const auto& divisor = number.multiple_of) {
    if (divisor->value.is_zero() || divisor->value.is_negative ||
        divisor->value.count > json::kMaxDivisorDigits) {
      leave_out(text::concat("multipleOf ", text::excerpt(divisor->text, 100)));
      number.multiple_of.reset();
    }
  }
  if (number.minimum || number.maximum || number.exclusive_minimum ||
      number.exclusive_maximum || number.multiple_of) {
    rules.number = std::make_unique<NumberRules>(number);
  }
}

void Compiler::compile_string(const raw::Members& schema, Rules& rules) {
  StringRules string;
  string.min_length = count(schema, "minLength");
  string.max_length = count(schema, "maxLength");
  if (const auto* pattern = raw::find(schema, "pattern", json::Kind::kString)) {
    string.pattern_text = raw::string_of(*pattern);
    string.pattern = compile_pattern(string.pattern_text);
  }
  if (string.min_length || string.max_length || string.pattern) {
    rules.string = std::make_unique<StringRules>(std::move(string));
  }
}

std::optional<patterns::Pattern> Compiler::compile_pattern(
    std::string_view expression) {
  try {
    return patterns::Pattern(expression);
  } catch (const patterns::NotSupported& error) {
    leave_out(text::concat("pattern '", text::excerpt(expression, 200), "' (",
                           error.what(), ")"));
    return std::nullopt;
  } catch (const std::invalid_argument& error) {
    throw SchemaError(
        text::concat(place(), ": pattern '", text::excerpt(expression, 200),
                     "' is no regular expression of Python's: ", error.what()));
  }
}

void Compiler::compile_array(const raw::Members& schema, Rules& rules) {
  ArrayRules array;
  const auto* items = raw::find(schema, "items");
  // As the drafts before 2020-12 have it.
  const bool is_list = items != nullptr && items->kind == json::Kind::kArray;
  array.prefix_items = compile_list(schema, is_list ? "items" : "prefixItems");
  if (is_list) items = raw::find(schema, "additionalItems");
  if (items != nullptr) array.items = compile_at("[]", *items);
  array.min_items = count(schema, "minItems");
  array.max_items = count(schema, "maxItems");
  array.wants_unique =
      raw::find(schema, "uniqueItems", json::Kind::kTrue) != nullptr;
  if (const auto* contained = raw::find(schema, "contains")) {
    array.contains = compile_at("[]", *contained);
    array.min_contains = count(schema, "minContains").value_or(1);
    array.max_contains = count(schema, "maxContains");
  }
  if (!array.prefix_items.empty() || array.items != nullptr ||
      array.min_items || array.max_items || array.wants_unique ||
      array.contains != nullptr) {
    rules.array = std::make_unique<ArrayRules>(std::move(array));
  }
}

void Compiler::compile_object(const raw::Members& schema, Rules& rules) {
  ObjectRules object;
  compile_properties(schema, object);
  compile_other_properties(schema, object);
  object.required = names_in(raw::find(schema, "required"));
  object.min_properties = count(schema, "minProperties");
  object.max_properties = count(schema, "maxProperties");
  object.names = compile_member(schema, "propertyNames");
  compile_dependencies(schema, object);
  if (!object.properties.empty() || !object.pattern_properties.empty() ||
      object.additional != nullptr || !object.required.empty() ||
      object.concerns_whole()) {
    rules.object = std::make_unique<ObjectRules>(std::move(object));
  }
}

void Compiler::compile_properties(const raw::Members& schema,
                                  ObjectRules& rules) {
  if (const auto* properties = raw::find(schema, "properties")) {
    for (const auto& [name, value] : raw::members_by_name(*properties)) {
      const std::string step = path_.empty() ? name : "." + name;
      rules.properties.emplace(name, compile_at(step, value));
    }
  }
}

void Compiler::compile_other_properties(const raw::Members& schema,
                                        ObjectRules& rules) {
  if (const auto* patterns = raw::find(schema, "patternProperties")) {
    for (const auto& [name, value] : raw::members_by_name(*patterns)) {
      if (auto pattern = compile_pattern(name)) {
        rules.pattern_properties.push_back(
            {std::move(*pattern), compile(value)});
      }
    }
  }
  if (const auto* additional = raw::find(schema, "additionalProperties")) {
    if (additional->kind != json::Kind::kTrue) {
      rules.additional = compile(*additional);
    }
  }
}

void Compiler::compile_dependencies(const raw::Members& schema,
                                    ObjectRules& rules) {
  if (const auto* required = raw::find(schema, "dependentRequired")) {
    for (const auto& [name, value] : raw::members_by_name(*required)) {
      rules.dependencies.push_back({name, names_in(&value), nullptr});
    }
  }
  if (const auto* schemas = raw::find(schema, "dependentSchemas")) {
    for (const auto& [name, value] : raw::members_by_name(*schemas)) {
      rules.dependencies.push_back({name, {}, compile(value)});
    }
  }
}

void Compiler::compile_condition(const raw::Members& schema, Rules& rules) {
  const Rules* const when = compile_member(schema, "if");
  if (when == nullptr) return;
  rules.condition = std::make_unique<Condition>(Condition{
      when, compile_member(schema, "then"), compile_member(schema, "else")});
}

void Compiler::compile_combinations(const raw::Members& schema, Rules& rules) {
  rules.all_of = compile_list(schema, "allOf");
  rules.any_of = compile_list(schema, "anyOf");
  rules.one_of = compile_list(schema, "oneOf");
  rules.forbidden = compile_member(schema, "not");
  if (const auto* reference = raw::find(schema, "$ref", json::Kind::kString)) {
    compile_reference(*reference, rules);
  }
}

void Compiler::compile_reference(const json::RawValue& reference,
                                 Rules& rules) {
  std::string text = raw::string_of(reference);
  const auto to = text.starts_with('#')
                      ? raw::follow(root_, std::string_view(text).substr(1))
                      : std::nullopt;
  if (!to) {
    leave_out(text::concat("$ref '", text::excerpt(text, 200),
                           "' (it leads out of the schema)"));
    return;
  }
  references_.push_back({&rules, *to, std::move(text), path_});
}

// The last reference of a circle closes it, so none is missed.
void Compiler::follow_references() {
  // Grows: what is referred to may refer to more.
  while (!references_.empty()) {
    const Reference reference = std::move(references_.front());
    references_.pop_front();
    path_ = reference.path;
    const Rules* const to = compile(reference.to);
    if (leads_in_place(*to, *reference.from)) {
      leave_out(text::concat("$ref '", text::excerpt(reference.text, 200),
                             "' (it leads back to itself)"));
    } else {
      reference.from->all_of.push_back(to);
      reference.from->is_plain = false;
    }
  }
}

std::vector<const Rules*> Compiler::compile_list(const raw::Members& schema,
                                                 std::string_view keyword) {
  std::vector<const Rules*> list;
  if (const auto* schemas = raw::find(schema, keyword)) {
    for (const json::RawValue& each : json::items_of(*schemas)) {
      list.push_back(compile(each));
    }
  }
  return list;
}

}  // namespace schema
