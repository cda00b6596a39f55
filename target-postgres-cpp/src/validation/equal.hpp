#pragma once

#include "json/cursor.hpp"
#include "json/document.hpp"

namespace validation {

// Equality of JSON Schema's enum and const: numbers by value, objects without
// order.
bool equal(const json::RawValue& value, const json::Value& wanted);

}  // namespace validation
