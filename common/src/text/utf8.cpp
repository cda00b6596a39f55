#include "text/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace text {

namespace {

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length of the well-formed character at `at`, or 0.
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i])
                                 : static_cast<unsigned char>(0);
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return is_continuation(byte(1)) ? 2 : 0;
  if (!is_continuation(byte(1)) || !is_continuation(byte(2))) return 0;
  if (first == 0xE0) return byte(1) >= 0xA0 ? 3 : 0;
  if (first == 0xED) return byte(1) <= 0x9F ? 3 : 0;
  if (first >= 0xE1 && first <= 0xEF) return 3;
  if (!is_continuation(byte(3))) return 0;
  if (first == 0xF0) return byte(1) >= 0x90 ? 4 : 0;
  if (first == 0xF4) return byte(1) <= 0x8F ? 4 : 0;
  return first >= 0xF1 && first <= 0xF3 ? 4 : 0;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    // Nearly all text is ASCII: eight bytes at a time while no high bit is set.
    std::uint64_t word = 0;
    while (at + sizeof(word) <= bytes.size()) {
      std::memcpy(&word, bytes.data() + at, sizeof(word));
      if ((word & 0x8080808080808080ULL) != 0) break;
      at += sizeof(word);
    }
    if (at == bytes.size()) break;
    const std::size_t length = character_length(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

}  // namespace text
