#include "text/excerpt.hpp"

#include <array>

#include "text/hex.hpp"
#include "text/utf8.hpp"

namespace text {

namespace {

void append_escaped(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  out += "\\x";
  out += kHexDigits[byte >> 4U];
  out += kHexDigits[byte & 0x0FU];
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// Cuts to at most `max_bytes`, stepping back to the start of a character.
std::string_view cut(std::string_view bytes, std::size_t max_bytes) {
  if (bytes.size() <= max_bytes) return bytes;
  std::size_t end = max_bytes;
  while (end > 0 && end + 3 > max_bytes &&
         (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80) {
    --end;
  }
  return bytes.substr(0, end);
}

}  // namespace

std::string excerpt(std::string_view bytes, std::size_t max_bytes) {
  const std::string_view shown = cut(bytes, max_bytes);
  std::string out;
  std::string_view rest = shown;
  while (!rest.empty()) {
    const std::size_t valid = find_invalid_utf8(rest);
    for (const char c : rest.substr(0, valid)) {
      if (is_control(c)) {
        append_escaped(out, c);
      } else {
        out += c;
      }
    }
    if (valid == rest.size()) break;
    append_escaped(out, rest[valid]);
    rest.remove_prefix(valid + 1);
  }
  if (shown.size() < bytes.size()) out += "…";
  return out;
}

}  // namespace text
