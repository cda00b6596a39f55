#include "mapping/dumped_text.hpp"

#include <utility>

#include "json/members.hpp"
#include "mapping/expression/decimal.hpp"
#include "mapping/expression/json_text.hpp"

namespace mapping {

namespace {

// Python's Decimal of such a text, as text; as it is what Decimal cannot hold.
void append_decimal(std::string& out, std::string_view text) {
  if (auto number = expression::split_decimal(text)) {
    out += expression::to_text(std::move(*number));
  } else {
    out += text;
  }
}

void append_number(std::string& out, const json::RawValue& value) {
  if (value.has_non_finite) {
    out += "null";
  } else if (!value.is_integer) {
    append_decimal(out, value.text);
  } else {
    out += value.text == "-0" ? "0" : value.text;
  }
}

void append_array(std::string& out, const json::RawValue& array) {
  out += '[';
  bool is_first = true;
  for (const json::RawValue& item : json::items_of(array)) {
    if (!is_first) out += ',';
    is_first = false;
    append_dumped(out, item);
  }
  out += ']';
}

void append_object(std::string& out, const json::RawValue& object) {
  out += '{';
  bool is_first = true;
  for (const json::Member& member : json::members_of(object)) {
    if (!is_first) out += ',';
    is_first = false;
    expression::append_ascii(out, member.key);
    out += ':';
    append_dumped(out, member.value);
  }
  out += '}';
}

}  // namespace

void append_dumped(std::string& out, const json::RawValue& value) {
  switch (value.kind) {
    case json::Kind::kString:
      expression::append_ascii(out, value);
      return;
    case json::Kind::kNumber:
      append_number(out, value);
      return;
    case json::Kind::kArray:
      append_array(out, value);
      return;
    case json::Kind::kObject:
      append_object(out, value);
      return;
    default:
      out += value.text;
  }
}

}  // namespace mapping
