#include "mapping/dumped_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/hex.hpp"

namespace mapping {

namespace {

void append_escape(std::string& out, std::uint32_t unit) {
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    out += text::kHexDigits[unit >> shift & 0xFU];
  }
}

void append_unit(std::string& out, std::uint32_t unit) {
  switch (unit) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
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
    default:
      if (unit >= ' ' && unit <= '~') {
        out += static_cast<char>(unit);
      } else {
        append_escape(out, unit);
      }
  }
}

// One character of UTF-8 that was checked; moves `at` behind it.
std::uint32_t decoded(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const std::uint32_t first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  std::uint32_t point = first & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more; ++i) point = point << 6U | (byte(at++) & 0x3FU);
  return point;
}

void append_point(std::string& out, std::uint32_t point) {
  if (point < 0x10000) {
    append_unit(out, point);
    return;
  }
  append_escape(out, 0xD800 + ((point - 0x10000) >> 10U));
  append_escape(out, 0xDC00 + ((point - 0x10000) & 0x3FFU));
}

// An escape as written; moves `at` behind it.
void append_rewritten(std::string& out, std::string_view text,
                      std::size_t& at) {
  constexpr std::string_view kSimple = "bfnrt";
  constexpr std::string_view kMeant = "\b\f\n\r\t";
  const char kind = text[at + 1];
  if (kind != 'u') {
    const std::size_t simple = kSimple.find(kind);
    append_unit(out, static_cast<unsigned char>(simple == std::string_view::npos
                                                    ? kind
                                                    : kMeant[simple]));
    at += 2;
    return;
  }
  std::uint32_t unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    unit = unit << 4U | static_cast<std::uint32_t>(text::hex_value(text[i]));
  }
  append_unit(out, unit);
  at += 6;
}

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\\') {
      append_rewritten(out, text, at);
    } else if (c >= ' ' && c <= '~') {
      out += c;
      ++at;
    } else {
      append_point(out, decoded(text, at));
    }
  }
  out += '"';
}

// Python's Decimal of such a text, as text: its digits are kept, and so is
// its exponent where that is greater than 0 or the number very small.
void append_decimal(std::string& out, std::string_view text) {
  std::string digits;
  std::int64_t exponent = 0;
  std::size_t at = text[0] == '-' ? 1 : 0;
  bool is_behind_point = false;
  for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
    if (text[at] == '.') {
      is_behind_point = true;
      continue;
    }
    digits += text[at];
    if (is_behind_point) --exponent;
  }
  if (at < text.size()) {
    at += text[at + 1] == '+' ? 2 : 1;
    std::int64_t written = 0;
    const auto read =
        std::from_chars(text.data() + at, text.data() + text.size(), written);
    constexpr std::int64_t kMost = 1'000'000'000'000'000'000;
    if (read.ec != std::errc() || written > kMost || written < -kMost) {
      out += text;  // beyond what Python's Decimal can hold
      return;
    }
    exponent += written;
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (text[0] == '-') out += '-';
  const auto count = static_cast<std::int64_t>(digits.size());
  const std::int64_t adjusted = exponent + count - 1;
  if (exponent <= 0 && adjusted >= -6) {
    if (exponent == 0) {
      out += digits;
    } else if (count + exponent > 0) {
      out.append(digits, 0, static_cast<std::size_t>(count + exponent));
      out += '.';
      out.append(digits, static_cast<std::size_t>(count + exponent));
    } else {
      out += "0.";
      out.append(static_cast<std::size_t>(-(count + exponent)), '0');
      out += digits;
    }
    return;
  }
  out += digits[0];
  if (count > 1) {
    out += '.';
    out.append(digits, 1);
  }
  out += adjusted < 0 ? "E" : "E+";
  out += std::to_string(adjusted);
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
  json::Cursor cursor(array.text);
  out += '[';
  if (cursor.enter_array()) {
    bool is_first = true;
    do {
      if (!is_first) out += ',';
      is_first = false;
      append_dumped(out, cursor.value());
    } while (cursor.next_item());
  }
  out += ']';
}

struct NamedValue {
  json::RawValue key;
  json::RawValue value;
};

std::string characters(const json::RawValue& key) {
  std::string scratch;
  return std::string(json::unescaped(key, scratch));
}

bool may_have_one_name(const std::vector<NamedValue>& members) {
  constexpr std::size_t kFew = 16;
  if (members.size() > kFew) return true;
  for (auto each = members.begin(); each != members.end(); ++each) {
    if (each->key.has_escape && members.size() > 1) return true;
    if (std::any_of(members.begin(), each, [&](const NamedValue& other) {
          return other.key.text == each->key.text;
        })) {
      return true;
    }
  }
  return false;
}

void keep_last(std::vector<NamedValue>& members) {
  if (!may_have_one_name(members)) return;
  std::unordered_map<std::string, std::size_t> places;
  std::size_t kept = 0;
  for (const NamedValue& member : members) {
    const auto [place, is_new] =
        places.try_emplace(characters(member.key), kept);
    members[place->second].value = member.value;
    if (is_new) members[kept++].key = member.key;
  }
  members.resize(kept);
}

void append_object(std::string& out, const json::RawValue& object) {
  std::vector<NamedValue> members;
  json::Cursor cursor(object.text);
  if (cursor.enter_object()) {
    do {
      const json::RawValue key = cursor.key();
      members.push_back({key, cursor.value()});
    } while (cursor.next_member());
  }
  keep_last(members);
  out += '{';
  for (const NamedValue& member : members) {
    if (&member != &members.front()) out += ',';
    append_string(out, member.key.text);
    out += ':';
    append_dumped(out, member.value);
  }
  out += '}';
}

}  // namespace

void append_dumped(std::string& out, const json::RawValue& value) {
  switch (value.kind) {
    case json::Kind::kString:
      append_string(out, value.text);
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
