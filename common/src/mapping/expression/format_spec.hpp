#pragma once

#include <string>
#include <string_view>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// What `format(value, spec)` is: of numbers, texts, dates and times.
std::string format(const Value& value, std::string_view spec);

// One double in the form 'e', 'f' or 'g' (or upper case), never with a sign.
// `is_alternate` keeps point and zeros.
std::string fixed_text(double value, char form, int precision,
                       bool is_alternate);

}  // namespace mapping::expression
