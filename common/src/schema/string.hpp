#pragma once

#include <optional>
#include <string>

#include "schema/schema.hpp"

namespace schema {

// What is wrong with the string, e.g. "minLength: 1 character, less than 2";
// nothing when it is as the rules say. Throws patterns::TooManySteps.
std::optional<std::string> find_fault(const StringRules& rules,
                                      const json::RawValue& string);

}  // namespace schema
