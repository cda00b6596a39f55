#pragma once

#include <string>
#include <string_view>

#include "json/cursor.hpp"
#include "mapping/expression/value.hpp"

namespace mapping::expression {

// What JSON's numbers with a fraction or an exponent become.
enum class Fractions { kDecimal, kFloat };

// A value as the SDK reads records and settings: integers whole, other numbers
// as Decimal with all their digits, NaN and Infinity as float. Throws
// EvaluationError for a number that Python does not read.
Value from_json(const json::RawValue& value,
                Fractions fractions = Fractions::kDecimal);

// Compact JSON text of a value as the SDK writes it: numbers keep their
// digits, NaN and infinities become null, tuples arrays, a datetime is
// isoformat() and anything else JSON lacks str(). UTF-8 stays as it is (the SDK
// escapes it: another spelling of the same text); NUL and halves of surrogate
// pairs are escaped. Throws EvaluationError for a dict's key that can be none.
void append_json(std::string& out, const Value& value);

// A string of JSON in quotes, all but ASCII escaped.
void append_ascii(std::string& out, const json::RawValue& string);

// The text in quotes; all but ASCII escaped if asked for.
void append_json_text(std::string& out, std::string_view text,
                      bool escapes_non_ascii);

}  // namespace mapping::expression
