#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace text {

namespace {

// One row of RFC 3629's grammar (section 4): characters of `length` bytes whose
// first byte is in [first, last] and whose second is in [second_first,
// second_last]; further bytes are 80..BF.
struct CharacterForm {
  unsigned char first;
  unsigned char last;
  unsigned char second_first;
  unsigned char second_last;
  std::size_t length;
};

constexpr std::array<CharacterForm, 8> kForms{{
    {0xC2, 0xDF, 0x80, 0xBF, 2},
    {0xE0, 0xE0, 0xA0, 0xBF, 3},  // no overlong forms
    {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3},  // no surrogates
    {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4},
    {0xF4, 0xF4, 0x80, 0x8F, 4},  // nothing above U+10FFFF
}};

bool is_between(char c, unsigned char first, unsigned char last) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= first && byte <= last;
}

bool starts_with_form(std::string_view bytes, const CharacterForm& form) {
  if (bytes.size() < form.length ||
      !is_between(bytes[1], form.second_first, form.second_last)) {
    return false;
  }
  const std::string_view rest = bytes.substr(2, form.length - 2);
  return std::all_of(rest.begin(), rest.end(),
                     [](char c) { return is_between(c, 0x80, 0xBF); });
}

// The length of the well-formed character `bytes` starts with, or 0.
std::size_t character_length(std::string_view bytes) {
  if (is_between(bytes[0], 0x00, 0x7F)) return 1;
  for (const CharacterForm& form : kForms) {
    if (is_between(bytes[0], form.first, form.last)) {
      return starts_with_form(bytes, form) ? form.length : 0;
    }
  }
  return 0;
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
    const std::size_t length = character_length(bytes.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return at;
}

}  // namespace text
