#include "patterns/character_class.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "text/concat.hpp"

namespace patterns {

namespace {

// What Python's str.isalnum() takes, and '_'.
constexpr std::string_view kWord = R"(\p{L}\p{N}_)";

// What str.isspace() takes, and all other characters.
constexpr std::string_view kSpace =
    R"(\x{9}-\x{d}\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a})"
    R"(\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";
constexpr std::string_view kNoSpace =
    R"(\x{0}-\x{8}\x{e}-\x{1b}\x{21}-\x{84}\x{86}-\x{9f}\x{a1}-\x{167f})"
    R"(\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}\x{2030}-\x{205e})"
    R"(\x{2060}-\x{2fff}\x{3001}-\x{10ffff})";

struct Category {
  char letter;
  std::string_view unicode;
  std::string_view ascii;
};
constexpr std::array<Category, 6> kCategories = {{
    {'d', R"(\p{Nd})", "0-9"},
    {'D', R"(\P{Nd})", R"(\x{0}-\x{2f}\x{3a}-\x{10ffff})"},
    {'s', kSpace, R"(\x{9}-\x{d}\x{20})"},
    {'S', kNoSpace, R"(\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{10ffff})"},
    {'w', kWord, "0-9A-Za-z_"},
    {'W', "",
     R"(\x{0}-\x{2f}\x{3a}-\x{40}\x{5b}-\x{5e}\x{60}\x{7b}-\x{10ffff})"},
}};

// Without regard to case all four are one to Python; to PCRE2, the first two.
constexpr std::array<std::uint32_t, 4> kLettersI = {'i', 'I', 0x130, 0x131};
constexpr std::string_view kAllLettersI = R"(iI\x{130}\x{131})";

bool is_letter_i(std::uint32_t first, std::uint32_t last) {
  return std::any_of(
      kLettersI.begin(), kLettersI.end(),
      [&](std::uint32_t each) { return each >= first && each <= last; });
}

std::string escaped(std::uint32_t point) {
  const bool is_plain = (point >= '0' && point <= '9') ||
                        (point >= 'A' && point <= 'Z') ||
                        (point >= 'a' && point <= 'z');
  if (is_plain) return {static_cast<char>(point)};
  std::array<char, 8> digits{};
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), point, 16);
  return text::concat(R"(\x{)", std::string_view(digits.data(), written.ptr),
                      '}');
}

}  // namespace

bool is_category(std::uint32_t letter) {
  for (const Category& each : kCategories) {
    if (static_cast<unsigned char>(each.letter) == letter) return true;
  }
  return false;
}

std::string to_pcre2(std::uint32_t point, const Flags& flags) {
  if (!flags.ignore_case || !is_letter_i(point, point)) return escaped(point);
  return text::concat('[', kAllLettersI, ']');
}

void CharacterClass::add(std::uint32_t first, std::uint32_t last) {
  items_ += escaped(first);
  if (last != first) items_ += '-' + escaped(last);
  if (flags_.ignore_case && is_letter_i(first, last)) items_ += kAllLettersI;
}

void CharacterClass::add_category(char letter) {
  if (letter == 'W' && !flags_.ascii) has_non_words_ = true;
  for (const Category& each : kCategories) {
    if (each.letter == letter)
      items_ += flags_.ascii ? each.ascii : each.unicode;
  }
}

std::string CharacterClass::to_pcre2() const {
  if (!has_non_words_) {
    return text::concat(is_negated_ ? "[^" : "[", items_, ']');
  }
  if (items_.empty()) {
    return text::concat(is_negated_ ? "[" : "[^", kWord, ']');
  }
  // A word's characters but for the items; or one of both.
  return is_negated_ ? text::concat("(?:(?![", items_, "])[", kWord, "])")
                     : text::concat("(?:[", items_, "]|[^", kWord, "])");
}

}  // namespace patterns
