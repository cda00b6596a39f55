#pragma once

#include <optional>

#include "json/cursor.hpp"

namespace raw {

// An item of the array that is there twice, compared by value (1 and 1.0,
// members in any order); nothing when all are different.
std::optional<json::RawValue> find_twice(const json::RawValue& array);

}  // namespace raw
