#pragma once

#include <string>

#include "json/cursor.hpp"

namespace mapping {

// Appends the value as compact JSON text in ASCII, byte for byte as the Singer
// SDK writes objects and arrays into a column of text: no white space, of
// members of one name the last in the place of the first, characters beyond
// ASCII as \uXXXX, numbers as Python's Decimal has them (1e5 is 1E+5), NaN and
// infinities as null.
void append_dumped(std::string& out, const json::RawValue& value);

}  // namespace mapping
