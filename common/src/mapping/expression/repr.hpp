#pragma once

#include <string>
#include <string_view>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// What `repr(value)` is.
std::string repr(const Value& value);
std::string repr_text(std::string_view text);
std::string repr_bytes(std::string_view data);

}  // namespace mapping::expression
