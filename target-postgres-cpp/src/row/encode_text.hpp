#pragma once

#include "row/encode_value.hpp"

namespace row {

// text: a string's characters; a number as written, true and false, an array or
// object as the JSON text it came as.
void encode_text(const json::RawValue& value, const Encoding& encoding,
                 Notes& notes, CopyBuffer& out);

// jsonb: the value's own JSON text, which the server parses.
void encode_jsonb(const json::RawValue& value, const Encoding& encoding,
                  Notes& notes, CopyBuffer& out);

}  // namespace row
