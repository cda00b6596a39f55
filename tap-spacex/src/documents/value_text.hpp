#pragma once

#include <optional>
#include <string_view>

#include "documents/row_text.hpp"

namespace documents {

// A number with the digits that a field has.
struct NumberText {
  bool is_negative = false;
  std::string_view whole;     // empty: none before the point
  std::string_view fraction;  // empty: none behind it
  std::string_view exponent;  // with its letter; or empty
  bool is_json = true;        // the field is spelt as JSON spells it
};

// Whether the field is digits alone, or with a point among them, as JSON spells
// them: nearly every number is.
enum class PlainNumber { kNo, kInteger, kDecimal };
PlainNumber plain_number(std::string_view field);

// Reads what JSON takes for a number, and what it does not: "+5", "007", ".5"
// and "5.". Nothing when it is no number.
std::optional<NumberText> parse_number(std::string_view field);

// A number of digits alone, at most eighteen: it fits 64 bits.
bool is_integer(const NumberText& number);

// As JSON, with the number's own digits but for leading zeros: 5, 7, 0.5, 5.
// `field` is what the number was read from.
void put_number(std::string_view field, const NumberText& number, RowText& out);

// "2026-09-28", a day of the calendar.
bool is_date(std::string_view field);

}  // namespace documents
