#pragma once

#include <string>

#include "json/cursor.hpp"

namespace raw {

// The same text for values that are equal in JSON Schema's sense, and for no
// others: numbers by value, objects without order, strings unescaped.
std::string canonical(const json::RawValue& value);

}  // namespace raw
