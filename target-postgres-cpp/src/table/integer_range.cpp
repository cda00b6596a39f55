#include "table/integer_range.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace table {

namespace {

constexpr double kBigintEnd = 9223372036854775808.0;  // 2^63

// Below bigint's values, among them, above them.
enum class Place { kBelow, kWithin, kAbove };

// Digits that a double lost may have told more: what can be beyond is.
Place place_of(const json::Value& number) {
  if (number.IsInt64()) return Place::kWithin;
  if (number.GetDouble() >= kBigintEnd) return Place::kAbove;
  if (number.GetDouble() <= -kBigintEnd) return Place::kBelow;
  return Place::kWithin;
}

std::optional<Place> place_of(const json::Value& schema,
                              std::string_view name) {
  const json::Value* const number = json::find(schema, name);
  if (number == nullptr || !number->IsNumber()) return std::nullopt;
  const bool is_end = number->IsUint64() &&
                      number->GetUint64() == std::uint64_t{1} << 63U &&
                      name == "exclusiveMaximum";
  return is_end ? Place::kWithin : place_of(*number);
}

bool has_constant_beyond(const json::Value& schema) {
  const auto is_beyond = [](const json::Value& value) {
    return value.IsNumber() && place_of(value) != Place::kWithin;
  };
  const json::Value* const constant = json::find(schema, "const");
  if (constant != nullptr && is_beyond(*constant)) return true;
  const json::Value* const values = json::find(schema, "enum");
  return values != nullptr && values->IsArray() &&
         std::any_of(values->Begin(), values->End(), is_beyond);
}

}  // namespace

BaseType integer_type(const json::Value& schema) {
  const json::Value* const minimum = json::find(schema, "minimum");
  const json::Value* const maximum = json::find(schema, "maximum");
  if (minimum == nullptr || maximum == nullptr || !minimum->IsNumber() ||
      !maximum->IsNumber()) {
    return BaseType::kBigint;
  }
  const auto is_within = [&](double limit) {
    return minimum->GetDouble() >= -limit && maximum->GetDouble() < limit;
  };
  if (is_within(32768.0)) return BaseType::kSmallint;
  if (is_within(2147483648.0)) return BaseType::kInteger;
  return BaseType::kBigint;
}

bool is_beyond_bigint(const json::Value& schema) {
  // The tighter of each two; an absent one is less than any other.
  const auto lower = std::max(place_of(schema, "minimum"),
                              place_of(schema, "exclusiveMinimum"));
  auto upper = place_of(schema, "maximum");
  const auto exclusive = place_of(schema, "exclusiveMaximum");
  if (!upper || (exclusive && *exclusive < *upper)) upper = exclusive;
  if (lower.value_or(Place::kWithin) != Place::kWithin ||
      upper.value_or(Place::kWithin) != Place::kWithin) {
    return true;
  }
  const bool has_ends = lower && upper;
  return has_constant_beyond(schema) ||
         (!has_ends && place_of(schema, "multipleOf") == Place::kAbove);
}

BaseType type_of_number(const json::Value& number) {
  return number.IsInt64() ? BaseType::kBigint : BaseType::kNumeric;
}

}  // namespace table
