#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "json/cursor.hpp"
#include "json/decimal.hpp"
#include "json/padded_text.hpp"
#include "patterns/pattern.hpp"

namespace schema {

// One bit per json::Kind.
using Kinds = std::uint8_t;
inline constexpr Kinds kAllKinds = 0x7F;
constexpr Kinds kinds_of(json::Kind kind) {
  return static_cast<Kinds>(1U << static_cast<unsigned>(kind));
}

struct Rules;

// A number as the schema's text says it, to the last digit.
struct Bound {
  std::string_view text;
  json::Decimal value;
};

struct NumberRules {
  std::optional<Bound> minimum;
  std::optional<Bound> maximum;
  std::optional<Bound> exclusive_minimum;
  std::optional<Bound> exclusive_maximum;
  std::optional<Bound> multiple_of;
};

// A check of strings that JSON Schema leaves to whoever wants it.
struct Format {
  std::string_view name;
  bool (*holds)(std::string_view characters) = nullptr;
};

struct StringRules {
  std::optional<std::uint64_t> min_length;  // characters
  std::optional<std::uint64_t> max_length;
  std::optional<patterns::Pattern> pattern;
  std::string pattern_text;
  std::optional<Format> format;
};

struct ArrayRules {
  std::vector<const Rules*> prefix_items;
  const Rules* items = nullptr;  // of what comes behind the prefix
  std::optional<std::uint64_t> min_items;
  std::optional<std::uint64_t> max_items;
  bool wants_unique = false;
  const Rules* contains = nullptr;
  std::uint64_t min_contains = 1;
  std::optional<std::uint64_t> max_contains;
};

struct ObjectRules {
  struct PatternProperty {
    patterns::Pattern pattern;
    const Rules* rules;
  };
  // What a property asks for by being there.
  struct Dependency {
    std::string name;
    std::vector<std::string> required;
    const Rules* rules = nullptr;  // of the whole object
  };

  std::unordered_map<std::string, const Rules*> properties;
  std::vector<PatternProperty> pattern_properties;
  const Rules* additional = nullptr;  // of properties named by neither
  std::vector<std::string> required;
  std::optional<std::uint64_t> min_properties;
  std::optional<std::uint64_t> max_properties;
  const Rules* names = nullptr;  // propertyNames
  std::vector<Dependency> dependencies;

  // Marks the required names, one mark for each, that this one is; returns how
  // many were not marked before.
  std::size_t mark_present(const std::string& name,
                           std::vector<bool>& is_present) const;

  // Whether there is a rule that no property alone can keep or break.
  bool concerns_whole() const {
    return min_properties || max_properties || names != nullptr ||
           !dependencies.empty();
  }
};

struct Condition {
  const Rules* when = nullptr;
  const Rules* then = nullptr;
  const Rules* otherwise = nullptr;
};

// Values of which one is wanted: `enum`, and `const` with one.
struct Choices {
  std::unordered_set<std::string> canonical;  // see raw::canonical()
  std::string_view text;                      // for messages
};

// What one (sub)schema asks of a value.
struct Rules {
  Kinds kinds = kAllKinds;
  // `type` names integer and not number: 3 and 3.0, not 3.5.
  bool wants_integer = false;
  // Then 3.0 is none either.
  bool wants_digits_alone = false;
  // Nothing but the two above, the most common case by far.
  bool is_plain = true;
  // What `type` says, for messages: in words, and as it stands there.
  std::string type_text;
  std::string_view type;

  std::unique_ptr<Choices> constant;
  std::unique_ptr<Choices> enumeration;
  std::unique_ptr<NumberRules> number;
  std::unique_ptr<StringRules> string;
  std::unique_ptr<ArrayRules> array;
  std::unique_ptr<ObjectRules> object;
  std::vector<const Rules*> all_of;  // $ref too
  std::vector<const Rules*> any_of;
  std::vector<const Rules*> one_of;
  const Rules* forbidden = nullptr;  // `not`
  std::unique_ptr<Condition> condition;

  // Whether there is a rule for values of any kind, but for `type`.
  bool has_general() const {
    return constant || enumeration || !all_of.empty() || !any_of.empty() ||
           !one_of.empty() || forbidden != nullptr || condition;
  }

  // Whether the kind is right; all there is to do when is_plain.
  bool accepts_kind(const json::RawValue& value) const {
    if ((kinds & kinds_of(value.kind)) == 0) return false;
    return !wants_integer || value.kind != json::Kind::kNumber ||
           value.is_integer || (!wants_digits_alone && is_whole(value));
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
  // What the schema wants, as it says it, where that is a type (its JSON) or a
  // format.
  std::string wanted = {};
};

// A schema that nothing can be checked by, as it is wrong itself; the message
// names the property and the reason.
class SchemaError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A JSON Schema with Draft 2020-12's meaning, compiled once. Formats are not
// checked. Understood: type, enum, const, minimum, maximum, exclusiveMinimum,
// exclusiveMaximum, multipleOf, minLength, maxLength, pattern, items,
// prefixItems, minItems, maxItems, uniqueItems, contains, minContains,
// maxContains, properties, patternProperties, additionalProperties, required,
// minProperties, maxProperties, propertyNames, dependentRequired,
// dependentSchemas, allOf, anyOf, oneOf, not, if, then, else, $ref within the
// schema. Keywords that ask for nothing are ignored.
class Schema {
 public:
  // Keeps a copy of `text`, which is JSON. Rules that cannot be checked (a $ref
  // to elsewhere or back to itself, unevaluatedProperties, a pattern that is
  // patterns::NotSupported) are left out and told in unchecked(). Throws
  // json::SyntaxError, and SchemaError for a pattern that Python's re refuses.
  explicit Schema(std::string_view text);

  // Types alone, and these formats: of all keywords only `type`, `format`,
  // `properties` and `items`. An integer has neither point nor exponent. For
  // data whose other rules are its source's own affair.
  Schema(std::string_view text, std::vector<Format> formats);

  const Rules& root() const { return *root_; }
  // Each with the property and the keyword: "'a.b': unevaluatedProperties".
  const std::vector<std::string>& unchecked() const { return unchecked_; }

 private:
  friend class Compiler;

  void compile(std::string_view text);

  std::unique_ptr<json::PaddedText> text_;  // the rules borrow it
  std::deque<Rules> rules_;                 // addresses stay
  const Rules* root_ = nullptr;
  std::vector<std::string> unchecked_;
  // Nothing: all keywords are understood, and no format.
  std::optional<std::vector<Format>> formats_;
};

// Where a value stands: a property of a record that is an array may hold arrays
// of what its items are, as databases' arrays do whose type does not tell their
// dimensions.
enum class Place { kElsewhere, kRecord, kProperty };

// Checks the value, deeply. True when it is as the rules say; else `violation`
// says the first thing that is not, unless it is nullptr.
bool check(const Rules& rules, const json::RawValue& value,
           Violation* violation, Place place = Place::kElsewhere);

// All that is wrong, in order. Paths tell properties, not items: "a.b[]".
// Throws patterns::TooManySteps.
std::vector<Violation> check_all(const Rules& rules,
                                 const json::RawValue& value);

}  // namespace schema
