#pragma once

#include <optional>
#include <string>

#include "schema/schema.hpp"

namespace schema {

// What is wrong with the number, e.g. "minimum: less than 10"; nothing when it
// is as the rules say.
std::optional<std::string> find_fault(const NumberRules& rules,
                                      const json::RawValue& number);

}  // namespace schema
