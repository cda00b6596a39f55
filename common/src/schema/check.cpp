#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "raw/canonical.hpp"
#include "raw/overwritten.hpp"
#include "raw/unique_items.hpp"
#include "schema/in_place.hpp"
#include "schema/number.hpp"
#include "schema/schema.hpp"
#include "schema/string.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace schema {

namespace {

using json::Kind;
using json::RawValue;

// Rules within each other for one value and its parts.
constexpr int kMaxDepth = 1500;
// Each alternative of an anyOf may hold further ones for the same value: their
// number may grow as a power. So many are tried for a value, and so many more
// for each byte of it.
constexpr std::size_t kFreeSteps = 100'000;
constexpr std::size_t kStepsPerByte = 100;

// Checks one value and remembers where it is. Each method returns whether the
// value is right, or, where all that is wrong is wanted, whether to go on.
class Check {
 public:
  // `all`: where to put all that is wrong; else `violation` gets the first.
  Check(Violation* violation, std::vector<Violation>* all,
        const RawValue& value, Place place)
      : violation_(violation),
        all_(all),
        steps_left_(kFreeSteps + kStepsPerByte * value.text.size()) {
    if (place == Place::kRecord) record_ = value.text.data();
    if (place == Place::kProperty) property_ = value.text.data();
  }

  // Where it is.
  const std::string& path() const { return path_; }

  bool value(const Rules& rules, const RawValue& value) {
    if (!rules.accepts_kind(value)) {
      // The branches of an anyOf fail all the time, and nobody reads why.
      if (violation_ == nullptr) return false;
      return fail(value,
                  text::concat("where the schema wants ", rules.type_text),
                  rules.type);
    }
    if (rules.is_plain) return true;
    if (steps_left_-- == 0) {
      throw patterns::TooManySteps(
          "anyOf, oneOf: more combinations than can be tried");
    }
    if (++depth_ > kMaxDepth) return fail(value, "$ref: too many in a row");
    const bool is_right = choices(rules, value) && by_kind(rules, value) &&
                          combinations(rules, value);
    --depth_;
    return is_right;
  }

 private:
  void forget_violation() {
    if (violation_ != nullptr) *violation_ = {};
  }

  bool fail(const RawValue& value, std::string reason,
            std::string_view wanted = "") {
    if (violation_ == nullptr) return false;
    if (violation_->reason.empty()) {
      *violation_ = {path_, std::move(reason),
                     text::excerpt(json::json_text(value), 200),
                     std::string(wanted)};
    }
    if (all_ == nullptr) return false;
    all_->push_back(std::move(*violation_));
    *violation_ = {};
    return true;
  }

  bool choices(const Rules& rules, const RawValue& value) {
    if (!rules.constant && !rules.enumeration) return true;
    const std::string text = raw::canonical(value);
    if (rules.constant && !rules.constant->canonical.contains(text)) {
      return fail(value, text::concat("const: not ",
                                      text::excerpt(rules.constant->text)));
    }
    return !rules.enumeration || rules.enumeration->canonical.contains(text) ||
           fail(value, text::concat("enum: not one of ",
                                    text::excerpt(rules.enumeration->text)));
  }

  bool by_kind(const Rules& rules, const RawValue& value) {
    switch (value.kind) {
      case Kind::kNumber:
        return rules.number == nullptr || number(*rules.number, value);
      case Kind::kString:
        return rules.string == nullptr || string(*rules.string, value);
      case Kind::kArray:
        return rules.array == nullptr || array(*rules.array, value);
      case Kind::kObject:
        return rules.object == nullptr || object(*rules.object, value);
      default:
        return true;
    }
  }

  bool number(const NumberRules& rules, const RawValue& value) {
    auto fault = find_fault(rules, value);
    return !fault || fail(value, *std::move(fault));
  }

  bool string(const StringRules& rules, const RawValue& value) {
    auto fault = find_fault(rules, value);
    return !fault || fail(value, *std::move(fault),
                          rules.format ? rules.format->name : "");
  }

  bool array(const ArrayRules& rules, const RawValue& array) {
    const bool may_nest = array.text.data() == property_;
    std::size_t count = 0;
    json::Cursor cursor(array.text);
    if (cursor.enter_array()) {
      do {
        const RawValue item = cursor.value();
        const Rules* const item_rules = count < rules.prefix_items.size()
                                            ? rules.prefix_items[count]
                                            : rules.items;
        if (item_rules != nullptr &&
            !this->item(*item_rules, item, count, may_nest)) {
          return false;
        }
        ++count;
      } while (cursor.next_item());
    }
    return counted(array, "Items", count, rules.min_items, rules.max_items) &&
           (!rules.wants_unique || unique(array)) &&
           (rules.contains == nullptr || contains(rules, array));
  }

  bool item(const Rules& rules, const RawValue& item, std::size_t index,
            bool may_nest) {
    const auto step = [&] {
      return all_ != nullptr ? "[]" : text::concat('[', index, ']');
    };
    if (!may_nest || item.kind != Kind::kArray || may_be_array(rules)) {
      return within(rules, item, step);
    }
    if (++depth_ > kMaxDepth) return fail(item, "items: too many in a row");
    const std::size_t length = path_.size();
    if (violation_ != nullptr) path_ += step();
    std::size_t count = 0;
    bool is_right = true;
    json::Cursor cursor(item.text);
    if (cursor.enter_array()) {
      do {
        is_right = this->item(rules, cursor.value(), count++, true);
      } while (is_right && cursor.next_item());
    }
    path_.resize(length);
    --depth_;
    return is_right;
  }

  bool unique(const RawValue& array) {
    const auto item = raw::find_twice(array);
    return !item ||
           fail(array, text::concat("uniqueItems: ",
                                    text::excerpt(json::json_text(*item), 100),
                                    " is there twice"));
  }

  bool contains(const ArrayRules& rules, const RawValue& array) {
    std::uint64_t count = 0;
    json::Cursor cursor(array.text);
    if (cursor.enter_array()) {
      do {
        if (holds(*rules.contains, cursor.value())) ++count;
      } while (cursor.next_item());
    }
    if (count < rules.min_contains) {
      return fail(array, text::concat("contains: ", count,
                                      " of the items fit, less than ",
                                      rules.min_contains));
    }
    if (rules.max_contains && count > *rules.max_contains) {
      return fail(array, text::concat("maxContains: ", count,
                                      " of the items fit, more than ",
                                      *rules.max_contains));
    }
    return true;
  }

  bool counted(const RawValue& value, std::string_view what, std::size_t count,
               const std::optional<std::uint64_t>& minimum,
               const std::optional<std::uint64_t>& maximum) {
    if (minimum && count < *minimum) {
      return fail(value, text::concat("min", what, ": ", count, ", less than ",
                                      *minimum));
    }
    if (maximum && count > *maximum) {
      return fail(value, text::concat("max", what, ": ", count, ", more than ",
                                      *maximum));
    }
    return true;
  }

  bool object(const ObjectRules& rules, const RawValue& object) {
    std::size_t required_count = 0;
    std::vector<bool> is_present(rules.required.size());
    raw::Overwritten overwritten(object);
    std::string name;
    json::Cursor cursor(object.text);
    if (cursor.enter_object()) {
      do {
        const RawValue key = cursor.key();
        name.resize(key.text.size());
        name.resize(json::unescape(key.text, name.data()));
        const RawValue value = cursor.value();
        if (all_ != nullptr && overwritten.holds(name, value)) continue;
        if (object.text.data() == record_) property_ = value.text.data();
        if (!member(rules, name, value)) {
          if (!overwritten.holds(name, value)) return false;
          forget_violation();
        }
        required_count += rules.mark_present(name, is_present);
      } while (cursor.next_member());
    }
    if (required_count < rules.required.size()) {
      return missing(rules, is_present, object);
    }
    return !rules.concerns_whole() || names(rules, object);
  }

  // What is asked of the members' names, whatever their values.
  bool names(const ObjectRules& rules, const RawValue& object) {
    std::set<std::string, std::less<>> present;
    json::Cursor cursor(object.text);
    if (cursor.enter_object()) {
      do {
        const RawValue key = cursor.key();
        std::string scratch;
        present.emplace(json::unescaped(key, scratch));
        if (rules.names != nullptr && !holds(*rules.names, key)) {
          return fail(object, text::concat("propertyNames: '",
                                           text::excerpt(key.text, 100),
                                           "' is no name the schema allows"));
        }
        cursor.value();
      } while (cursor.next_member());
    }
    return counted(object, "Properties", present.size(), rules.min_properties,
                   rules.max_properties) &&
           std::all_of(rules.dependencies.begin(), rules.dependencies.end(),
                       [&](const ObjectRules::Dependency& each) {
                         return !present.contains(each.name) ||
                                dependency(each, present, object);
                       });
  }

  bool dependency(const ObjectRules::Dependency& dependency,
                  const std::set<std::string, std::less<>>& present,
                  const RawValue& object) {
    for (const std::string& name : dependency.required) {
      if (present.contains(name)) continue;
      return fail(object, text::concat("dependentRequired: '", name,
                                       "' is missing and '", dependency.name,
                                       "' is there"));
    }
    return dependency.rules == nullptr || value(*dependency.rules, object);
  }

  bool missing(const ObjectRules& rules, const std::vector<bool>& is_present,
               const RawValue& object) {
    const auto first = std::find(is_present.begin(), is_present.end(), false);
    const auto index = static_cast<std::size_t>(first - is_present.begin());
    return fail(object, text::concat("required: '", rules.required[index],
                                     "' is missing"));
  }

  bool member(const ObjectRules& rules, const std::string& name,
              const RawValue& value) {
    bool is_named = false;
    const auto step = [&] { return path_.empty() ? name : "." + name; };
    const auto found = rules.properties.find(name);
    if (found != rules.properties.end()) {
      is_named = true;
      if (!within(*found->second, value, step)) return false;
    }
    for (const auto& each : rules.pattern_properties) {
      if (!each.pattern.is_found_in(name)) continue;
      is_named = true;
      if (!within(*each.rules, value, step)) return false;
    }
    if (is_named || rules.additional == nullptr) return true;
    if (rules.additional->kinds == 0) {
      return fail(value, text::concat("additionalProperties: '",
                                      text::excerpt(name, 100),
                                      "' is not in the schema"));
    }
    return within(*rules.additional, value, step);
  }

  // `step` gives the way from here to the value; asked for only where a message
  // is wanted, which is hardly ever.
  template <class Step>
  bool within(const Rules& rules, const RawValue& value, const Step& step) {
    if (violation_ == nullptr) return this->value(rules, value);
    const std::size_t length = path_.size();
    path_ += step();
    const bool is_right = this->value(rules, value);
    path_.resize(length);
    return is_right;
  }

  bool combinations(const Rules& rules, const RawValue& value) {
    for (const Rules* const each : rules.all_of) {
      if (!this->value(*each, value)) return false;
    }
    const auto fits = [&](const Rules* each) { return holds(*each, value); };
    if (!rules.any_of.empty() &&
        std::none_of(rules.any_of.begin(), rules.any_of.end(), fits)) {
      return fail(value, "anyOf: none of the schemas holds");
    }
    if (!rules.one_of.empty()) {
      const auto count =
          std::count_if(rules.one_of.begin(), rules.one_of.end(), fits);
      if (count != 1) {
        return fail(value, text::concat("oneOf: ", count,
                                        " of the schemas hold, not one"));
      }
    }
    if (rules.forbidden != nullptr && holds(*rules.forbidden, value)) {
      return fail(value, "not: the forbidden schema holds");
    }
    return rules.condition == nullptr || condition(*rules.condition, value);
  }

  bool condition(const Condition& condition, const RawValue& value) {
    const Rules* const rules =
        holds(*condition.when, value) ? condition.then : condition.otherwise;
    return rules == nullptr || this->value(*rules, value);
  }

  // Whether the value is right, without a word if it is not.
  bool holds(const Rules& rules, const RawValue& value) {
    Violation* const violation = std::exchange(violation_, nullptr);
    const bool is_right = this->value(rules, value);
    violation_ = violation;
    return is_right;
  }

  Violation* violation_;
  std::vector<Violation>* all_;
  // Where the record and its property at hand begin, if they are looked at.
  const char* record_ = nullptr;
  const char* property_ = nullptr;
  std::string path_;
  int depth_ = 0;
  std::size_t steps_left_;
};

}  // namespace

bool check(const Rules& rules, const RawValue& value, Violation* violation,
           Place place) {
  Check check(violation, nullptr, value, place);
  try {
    return check.value(rules, value);
  } catch (const patterns::TooManySteps& error) {
    // Not even within a `not` may what nobody knows be taken for a no.
    if (violation != nullptr) {
      *violation = {
          check.path(),
          text::concat(error.what(), "; set validate_records to false"),
          text::excerpt(json::json_text(value), 200)};
    }
    return false;
  }
}

std::vector<Violation> check_all(const Rules& rules, const RawValue& value) {
  std::vector<Violation> all;
  Violation next;
  Check(&next, &all, value, Place::kElsewhere).value(rules, value);
  return all;
}

}  // namespace schema
