#pragma once

#include <string>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// pattern % values, of texts.
std::string percent_format(const Text& pattern, const Value& values);

}  // namespace mapping::expression
