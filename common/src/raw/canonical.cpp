#include "raw/canonical.hpp"

#include <map>

#include "json/decimal.hpp"
#include "text/concat.hpp"

namespace raw {

namespace {

using json::Kind;
using json::RawValue;

// Digits, then where the point is.
std::string canonical_number(const RawValue& value) {
  const auto decimal = json::parse_decimal(value.text);
  if (!decimal) return std::string(value.text);  // NaN, Infinity
  if (decimal->is_zero()) return "0";
  std::string digits(decimal->is_negative ? "-" : "");
  for (const char c : decimal->digits) {
    if (c != '.') digits += c;
  }
  return text::concat(digits, 'e', decimal->point);
}

// Its length tells where it ends.
std::string canonical_string(const RawValue& value) {
  std::string scratch;
  const std::string_view characters = json::unescaped(value, scratch);
  return text::concat('"', characters.size(), ':', characters);
}

std::string canonical_array(const RawValue& value) {
  std::string result = "[";
  json::Cursor cursor(value.text);
  if (cursor.enter_array()) {
    do {
      result += text::concat(canonical(cursor.value()), ',');
    } while (cursor.next_item());
  }
  return result + ']';
}

// Of several members of one name the last counts.
std::string canonical_object(const RawValue& value) {
  std::map<std::string, std::string> members;
  json::Cursor cursor(value.text);
  if (cursor.enter_object()) {
    do {
      std::string& member = members[canonical_string(cursor.key())];
      member = canonical(cursor.value());
    } while (cursor.next_member());
  }
  std::string result = "{";
  for (const auto& [name, member] : members) {
    result += text::concat(name, ':', member, ',');
  }
  return result + '}';
}

}  // namespace

std::string canonical(const RawValue& value) {
  switch (value.kind) {
    case Kind::kNumber:
      return canonical_number(value);
    case Kind::kString:
      return canonical_string(value);
    case Kind::kArray:
      return canonical_array(value);
    case Kind::kObject:
      return canonical_object(value);
    default:
      return std::string(value.text);
  }
}

}  // namespace raw
