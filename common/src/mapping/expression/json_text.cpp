#include "mapping/expression/json_text.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>

#include "mapping/expression/containers.hpp"
#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/text_size.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"
#include "text/hex.hpp"
#include "text/utf8.hpp"

namespace mapping::expression {

namespace {

std::uint32_t code_unit(std::string_view text, std::size_t at) {
  std::uint32_t unit = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    unit = unit << 4U | static_cast<std::uint32_t>(text::hex_value(text[i]));
  }
  return unit;
}

// Reads the \u escape at `at`, and the one behind it of a pair.
char32_t escaped_point(std::string_view text, std::size_t& at) {
  const std::uint32_t unit = code_unit(text, at + 2);
  at += 6;
  const bool is_high = unit >= 0xD800 && unit <= 0xDBFF;
  if (is_high && at + 6 <= text.size() && text[at] == '\\' &&
      text[at + 1] == 'u') {
    const std::uint32_t low = code_unit(text, at + 2);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      at += 6;
      return static_cast<char32_t>(0x10000 + ((unit - 0xD800) << 10U) +
                                   (low - 0xDC00));
    }
  }
  return static_cast<char32_t>(unit);
}

// With NUL and halves of pairs, which json::unescape() puts U+FFFD for.
std::string exactly_unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
    } else if (text[at + 1] == 'u') {
      append_utf8(out, escaped_point(text, at));
    } else {
      char plain[2];
      out.append(plain, json::unescape(text.substr(at, 2), plain));
      at += 2;
    }
  }
  return out;
}

Text text_of(const json::RawValue& value) {
  if (value.has_nul || value.has_lone_surrogate) {
    return exactly_unescaped(value.text);
  }
  std::string scratch;
  return Text(json::unescaped(value, scratch));
}

Value number_of(const json::RawValue& value, Fractions fractions) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (value.has_non_finite) {
    if (value.text == "NaN") return std::numeric_limits<double>::quiet_NaN();
    return value.text.front() == '-' ? -kInfinity : kInfinity;
  }
  if (value.is_integer) {
    const auto number = parse_integer(value.text, 10);
    if (number) return *number;
    throw EvaluationError(text::concat("an integer of more than ", kMaxDigits,
                                       " digits in the record"));
  }
  if (fractions == Fractions::kDecimal) return parse_decimal(value.text);
  return std::strtod(std::string(value.text).c_str(), nullptr);
}

Value object_of(json::Cursor& cursor, Fractions fractions);

// The text of containers was checked when it was read.
Value next_value(json::Cursor& cursor, Fractions fractions) {
  return from_json(cursor.value(), fractions);
}

Value array_of(json::Cursor& cursor, Fractions fractions) {
  std::vector<Value> items;
  if (cursor.enter_array()) {
    do {
      items.push_back(next_value(cursor, fractions));
    } while (cursor.next_item());
  }
  return make_list(std::move(items));
}

Value object_of(json::Cursor& cursor, Fractions fractions) {
  DictData data;
  if (cursor.enter_object()) {
    do {
      Text key = text_of(cursor.key());
      data.set(std::move(key), next_value(cursor, fractions));
    } while (cursor.next_member());
  }
  return make_dict(std::move(data));
}

void append_unicode_escape(std::string& out, std::uint32_t unit) {
  out += "\\u";
  for (unsigned shift = 16; shift > 0; shift -= 4) {
    out += text::kHexDigits[unit >> (shift - 4) & 0xFU];
  }
}

void append_point(std::string& out, char32_t point, bool escapes_non_ascii) {
  switch (point) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      break;
  }
  const bool is_half = point >= 0xD800 && point <= 0xDFFF;
  if (point < 0x20 || is_half || (escapes_non_ascii && point > 0x7E)) {
    if (point >= 0x10000) {
      const std::uint32_t rest = static_cast<std::uint32_t>(point) - 0x10000;
      append_unicode_escape(out, 0xD800 + (rest >> 10U));
      append_unicode_escape(out, 0xDC00 + (rest & 0x3FFU));
    } else {
      append_unicode_escape(out, point);
    }
    return;
  }
  append_utf8(out, point);
}

// simplejson takes bytes as UTF-8.
const std::string& text_of(const Bytes& bytes) {
  if (text::find_invalid_utf8(bytes.data) != bytes.data.size()) {
    throw EvaluationError("'utf-8' codec can't decode the bytes");
  }
  return bytes.data;
}

std::string key_text(const Value& key) {
  if (const auto* text = key.get<Text>()) return *text;
  if (key.is<None>()) return "null";
  if (const auto* truth = key.get<bool>()) return *truth ? "true" : "false";
  if (is_number(key)) return to_text(key);
  if (const auto* bytes = key.get<Bytes>()) return text_of(*bytes);
  throw EvaluationError(text::concat(
      "keys must be str, int, float, bool or None, not ", type_name(key)));
}

void append_items(std::string& out, const std::vector<Value>& items) {
  out += '[';
  bool is_first = true;
  for (const Value& item : items) {
    if (!is_first) out += ',';
    is_first = false;
    append_json(out, item);
    check_text_size(out.size(), 1);
  }
  out += ']';
}

void append_dict(std::string& out, const DictData& data) {
  out += '{';
  bool is_first = true;
  for (const auto& [key, value] : data.items()) {
    if (!is_first) out += ',';
    is_first = false;
    append_json_text(out, key_text(key), false);
    out += ':';
    append_json(out, value);
  }
  out += '}';
}

}  // namespace

Value from_json(const json::RawValue& value, Fractions fractions) {
  switch (value.kind) {
    case json::Kind::kNull:
      return None();
    case json::Kind::kFalse:
      return false;
    case json::Kind::kTrue:
      return true;
    case json::Kind::kNumber:
      return number_of(value, fractions);
    case json::Kind::kString:
      return text_of(value);
    case json::Kind::kArray: {
      json::Cursor cursor(value.text);
      return array_of(cursor, fractions);
    }
    case json::Kind::kObject:
      break;
  }
  json::Cursor cursor(value.text);
  return object_of(cursor, fractions);
}

void append_json_text(std::string& out, std::string_view text,
                      bool escapes_non_ascii) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    append_point(out, next_point(text, at), escapes_non_ascii);
  }
  out += '"';
}

void append_ascii(std::string& out, const json::RawValue& string) {
  append_json_text(out, text_of(string), true);
}

void append_json(std::string& out, const Value& value) {
  if (const auto* text = value.get<Text>()) {
    append_json_text(out, *text, false);
  } else if (value.is<None>()) {
    out += "null";
  } else if (const auto* truth = value.get<bool>()) {
    out += *truth ? "true" : "false";
  } else if (const auto* real = value.get<double>()) {
    out += std::isfinite(*real) ? to_text(*real) : "null";
  } else if (is_number(value)) {
    out += to_text(value);
  } else if (value.is<List>() || value.is<Tuple>()) {
    append_items(out, items_of(value));
  } else if (const auto* dict = value.get<Dict>()) {
    append_dict(out, *dict->data);
  } else if (const auto* bytes = value.get<Bytes>()) {
    append_json_text(out, text_of(*bytes), false);
  } else if (const auto* moment = value.get<DateTime>()) {
    append_json_text(out, iso_text(*moment, 'T'), false);
  } else {
    append_json_text(out, to_text(value), false);
  }
}

}  // namespace mapping::expression
