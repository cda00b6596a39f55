#pragma once

#include <vector>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// Longer texts, lists and the like are not made; as in simpleeval.
inline constexpr std::size_t kMaxLength = 100'000;

// What has a length: texts, bytes, containers.
bool has_length(const Value& value);
std::size_t length(const Value& value);

// What a `for` runs over; throws "'int' object is not iterable".
std::vector<Value> items_of(const Value& value);

// item in container.
bool contains(const Value& container, const Value& item);

// container[key].
Value subscript(const Value& container, const Value& key);

// A set of the items, each once.
Value to_set(const std::vector<Value>& items);
// Takes pairs, or a dict, into `data`.
void update(DictData& data, const Value& from);

}  // namespace mapping::expression
