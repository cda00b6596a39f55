#pragma once

#include <string>
#include <string_view>

namespace text {

// %41 → A, as parts of a URL are written. A '%' without two hexadecimal digits
// stands for itself, as in Python.
std::string percent_decode(std::string_view encoded);

}  // namespace text
