#pragma once

#include <string_view>

namespace text {

inline constexpr std::string_view kHexDigits = "0123456789abcdef";

// Of a hexadecimal digit in either case; -1 when it is none.
constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace text
