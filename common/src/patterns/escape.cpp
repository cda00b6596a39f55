#include "patterns/escape.hpp"

#include <array>
#include <optional>
#include <utility>

#include "patterns/character_class.hpp"
#include "patterns/pattern.hpp"
#include "text/concat.hpp"

namespace patterns {

namespace {

constexpr std::uint32_t kLastOctal = 0377;

bool is_digit(std::uint32_t letter) { return letter >= '0' && letter <= '9'; }

Escape character(std::uint32_t point) {
  return {Escape::Kind::kCharacter, point};
}

// Those that mean the same inside and outside of a class.
std::optional<Escape> common_escape(std::uint32_t letter,
                                    ExpressionReader& reader) {
  constexpr std::array<std::pair<char, char>, 6> kControls = {{{'a', '\a'},
                                                               {'f', '\f'},
                                                               {'n', '\n'},
                                                               {'r', '\r'},
                                                               {'t', '\t'},
                                                               {'v', '\v'}}};
  for (const auto& [name, control] : kControls) {
    if (letter == static_cast<unsigned char>(name)) {
      return character(static_cast<unsigned char>(control));
    }
  }
  if (is_category(letter)) return Escape{Escape::Kind::kCategory, letter};
  if (letter == 'x') return character(reader.hexadecimal(2));
  if (letter == 'u') return character(reader.hexadecimal(4));
  if (letter == 'U') {
    const std::uint32_t point = reader.hexadecimal(8);
    if (point > 0x10FFFF) refuse(R"(bad escape \U)");
    return character(point);
  }
  if (letter == 'N') throw NotSupported(R"(\N{name} is not supported)");
  return std::nullopt;
}

Escape other_character(std::uint32_t letter) {
  const bool is_letter =
      (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z');
  if (is_letter || is_digit(letter)) {
    refuse(text::concat(R"(bad escape \)", static_cast<char>(letter)));
  }
  return character(letter);
}

// Up to three octal digits; three where two would be a reference.
Escape octal_or_reference(std::uint32_t letter, ExpressionReader& reader) {
  const std::size_t start = reader.position() - 1;
  if (letter == '0') {
    return character(
        static_cast<std::uint32_t>(reader.number(8, 2).value_or(0)));
  }
  reader.go_back_to(start);
  const auto octal = reader.number(8, 3);
  if (octal && reader.position() - start == 3) {
    if (*octal > kLastOctal) refuse("octal escape value outside of 0-0o377");
    return character(static_cast<std::uint32_t>(*octal));
  }
  reader.go_back_to(start);
  const auto group = reader.number(10, 2);
  return {Escape::Kind::kReference, static_cast<std::uint32_t>(*group)};
}

}  // namespace

Escape read_escape(ExpressionReader& reader) {
  if (reader.is_at_end()) refuse("bad escape (end of pattern)");
  const std::uint32_t letter = reader.take();
  if (letter == 'A' || letter == 'b' || letter == 'B' || letter == 'Z') {
    return {Escape::Kind::kAssertion, letter};
  }
  if (const auto escape = common_escape(letter, reader)) return *escape;
  if (is_digit(letter)) return octal_or_reference(letter, reader);
  return other_character(letter);
}

Escape read_class_escape(ExpressionReader& reader) {
  if (reader.is_at_end()) refuse("bad escape (end of pattern)");
  const std::uint32_t letter = reader.take();
  if (letter == 'b') return character('\b');
  if (const auto escape = common_escape(letter, reader)) return *escape;
  if (letter >= '0' && letter <= '7') {
    reader.go_back_to(reader.position() - 1);
    const auto octal = reader.number(8, 3);
    if (*octal > kLastOctal) refuse("octal escape value outside of 0-0o377");
    return character(static_cast<std::uint32_t>(*octal));
  }
  return other_character(letter);
}

}  // namespace patterns
