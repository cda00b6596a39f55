#include "patterns/bracket.hpp"

#include <cstdint>

#include "patterns/escape.hpp"

namespace patterns {

namespace {

Escape read_item(ExpressionReader& reader) {
  if (reader.is_at_end()) refuse("unterminated character set");
  const std::uint32_t point = reader.take();
  if (point == '\\') return read_class_escape(reader);
  return {Escape::Kind::kCharacter, point};
}

void add(const Escape& item, CharacterClass& characters) {
  if (item.kind == Escape::Kind::kCategory) {
    characters.add_category(static_cast<char>(item.value));
  } else {
    characters.add(item.value, item.value);
  }
}

void add_range(const Escape& first, const Escape& last,
               CharacterClass& characters) {
  if (first.kind != Escape::Kind::kCharacter ||
      last.kind != Escape::Kind::kCharacter || last.value < first.value) {
    refuse("bad character range");
  }
  characters.add(first.value, last.value);
}

}  // namespace

CharacterClass read_class(ExpressionReader& reader, const Flags& flags) {
  CharacterClass characters(flags);
  if (reader.skip('^')) characters.negate();
  bool is_first = true;
  while (is_first || !reader.next_is(']')) {
    is_first = false;
    const Escape first = read_item(reader);
    if (!reader.skip('-')) {
      add(first, characters);
    } else if (reader.next_is(']')) {
      add(first, characters);
      characters.add('-', '-');
    } else {
      add_range(first, read_item(reader), characters);
    }
  }
  reader.take();
  return characters;
}

}  // namespace patterns
