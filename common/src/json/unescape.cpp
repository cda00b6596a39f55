#include <cstdint>

#include "json/cursor.hpp"
#include "text/code_points.hpp"
#include "text/hex.hpp"

namespace json {

namespace {

// The four digits were checked by the Cursor.
std::uint32_t code_unit(const char* digits) {
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    unit = unit << 4U | static_cast<std::uint32_t>(text::hex_value(digits[i]));
  }
  return unit;
}

char simple_escape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;
  }
}

// Writes the character that the \u escape at `at` (and the one behind it, of a
// pair) stands for; moves `at` past what it read.
char* put_unicode_escape(char* out, const char*& at, const char* end, Nul nul) {
  constexpr std::uint32_t kReplacement = 0xFFFD;
  const std::uint32_t unit = code_unit(at + 2);
  if (unit >= 0xD800 && unit <= 0xDBFF && end - at >= 12 && at[6] == '\\' &&
      at[7] == 'u') {
    const std::uint32_t low = code_unit(at + 8);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      at += 12;
      return text::put_code_point(
          out, 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00));
    }
  }
  at += 6;
  const bool is_surrogate = unit >= 0xD800 && unit <= 0xDFFF;
  const bool is_replaced = is_surrogate || (unit == 0 && nul == Nul::kReplaced);
  return text::put_code_point(out, is_replaced ? kReplacement : unit);
}

}  // namespace

std::size_t unescape(std::string_view escaped, char* out, Nul nul) {
  const char* const begin = out;
  const char* at = escaped.data();
  const char* const end = at + escaped.size();
  while (at < end) {
    if (*at != '\\') {
      *out++ = *at++;
    } else if (at[1] == 'u') {
      out = put_unicode_escape(out, at, end, nul);
    } else {
      *out++ = simple_escape(at[1]);
      at += 2;
    }
  }
  return static_cast<std::size_t>(out - begin);
}

std::string_view unescaped(const RawValue& string, std::string& scratch) {
  if (!string.has_escape) return string.text;
  scratch.resize(string.text.size());
  scratch.resize(unescape(string.text, scratch.data()));
  return scratch;
}

}  // namespace json
