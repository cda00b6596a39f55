#include "schema/number.hpp"

#include "json/decimal.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace schema {

std::optional<std::string> find_fault(const NumberRules& rules,
                                      const json::RawValue& number) {
  const auto decimal = json::parse_decimal(number.text);
  if (!decimal) return "minimum, maximum: not a finite number";
  const auto order = [&](const Bound& bound) {
    return json::compare(*decimal, bound.value);
  };
  const auto fault = [](std::string_view what, const Bound& bound) {
    return text::concat(what, text::excerpt(bound.text, 100));
  };
  if (rules.minimum && order(*rules.minimum) < 0) {
    return fault("minimum: less than ", *rules.minimum);
  }
  if (rules.maximum && order(*rules.maximum) > 0) {
    return fault("maximum: greater than ", *rules.maximum);
  }
  if (rules.exclusive_minimum && order(*rules.exclusive_minimum) <= 0) {
    return fault("exclusiveMinimum: not greater than ",
                 *rules.exclusive_minimum);
  }
  if (rules.exclusive_maximum && order(*rules.exclusive_maximum) >= 0) {
    return fault("exclusiveMaximum: not less than ", *rules.exclusive_maximum);
  }
  if (rules.multiple_of &&
      !json::is_multiple(*decimal, rules.multiple_of->value)) {
    return fault("multipleOf: not a multiple of ", *rules.multiple_of);
  }
  return std::nullopt;
}

}  // namespace schema
