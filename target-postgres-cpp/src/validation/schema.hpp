#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/cursor.hpp"
#include "json/document.hpp"
#include "validation/pattern.hpp"

namespace validation {

// One bit per json::Kind.
using Kinds = std::uint8_t;
inline constexpr Kinds kAllKinds = 0x7F;
constexpr Kinds kinds_of(json::Kind kind) {
  return static_cast<Kinds>(1U << static_cast<unsigned>(kind));
}

struct Rules;

struct NumberRules {
  // Numbers as the schema's text says them; empty: no such rule.
  std::string minimum;
  std::string maximum;
  std::string exclusive_minimum;
  std::string exclusive_maximum;
  std::string multiple_of;
};

struct StringRules {
  std::optional<std::uint64_t> min_length;  // characters
  std::optional<std::uint64_t> max_length;
  std::optional<Pattern> pattern;
  std::string pattern_text;
};

struct ArrayRules {
  std::vector<const Rules*> prefix_items;
  const Rules* items = nullptr;  // of what comes behind the prefix
  std::optional<std::uint64_t> min_items;
  std::optional<std::uint64_t> max_items;
};

struct ObjectRules {
  struct PatternProperty {
    Pattern pattern;
    const Rules* rules;
  };

  std::unordered_map<std::string, const Rules*> properties;
  std::vector<PatternProperty> pattern_properties;
  const Rules* additional = nullptr;  // of properties named by neither
  std::vector<std::string> required;
  std::optional<std::uint64_t> min_properties;
  std::optional<std::uint64_t> max_properties;
};

// What one (sub)schema asks of a value.
struct Rules {
  Kinds kinds = kAllKinds;
  // `type` names integer and not number: 3 and 3.0, not 3.5.
  bool wants_integer = false;
  // Nothing but the two above, the most common case by far.
  bool is_plain = true;
  // As in `type`, for messages.
  std::string type_text;

  const json::Value* constant = nullptr;
  const json::Value* enumeration = nullptr;  // an array
  std::unique_ptr<NumberRules> number;
  std::unique_ptr<StringRules> string;
  std::unique_ptr<ArrayRules> array;
  std::unique_ptr<ObjectRules> object;
  std::vector<const Rules*> all_of;  // $ref too
  std::vector<const Rules*> any_of;
  std::vector<const Rules*> one_of;
  const Rules* forbidden = nullptr;  // `not`

  // Whether the kind is right; all there is to do when is_plain.
  bool accepts_kind(const json::RawValue& value) const {
    if ((kinds & kinds_of(value.kind)) == 0) return false;
    return !wants_integer || value.kind != json::Kind::kNumber ||
           value.is_integer || is_whole(value);
  }

 private:
  static bool is_whole(const json::RawValue& number);
};

// What a value does against a schema.
struct Violation {
  // From the checked value on: "" itself, "a.b[2]" within it.
  std::string path;
  // E.g. "minimum: 5 is less than 10".
  std::string reason;
  // The value's beginning, as in the input.
  std::string value;
};

// A JSON Schema with Draft 2020-12's meaning, compiled once. Formats are not
// checked. Understood: type, enum, const, minimum, maximum, exclusiveMinimum,
// exclusiveMaximum, multipleOf, minLength, maxLength, pattern, items,
// prefixItems, minItems, maxItems, properties, patternProperties,
// additionalProperties, required, minProperties, maxProperties, allOf, anyOf,
// oneOf, not, $ref within the schema. Other keywords are ignored.
class Schema {
 public:
  // Keeps a copy of what it needs. Parts that cannot be checked (a pattern with
  // look-around, a $ref to elsewhere) are left out and told in warnings().
  explicit Schema(const json::Value& schema);

  const Rules& root() const { return *root_; }
  const std::vector<std::string>& warnings() const { return warnings_; }

 private:
  friend class Compiler;

  std::unique_ptr<json::Document> document_;
  std::deque<Rules> rules_;  // addresses stay
  const Rules* root_ = nullptr;
  std::vector<std::string> warnings_;
};

// Checks the value, deeply. True when it is as the rules say; else `violation`
// says the first thing that is not, unless it is nullptr.
bool check(const Rules& rules, const json::RawValue& value,
           Violation* violation);

}  // namespace validation
