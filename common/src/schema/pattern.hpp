#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace schema {

// A regular expression of JSON Schema's `pattern`, searched for anywhere in a
// text. Takes time linear in the text whatever the pattern, and no recursion:
// all threads of a non-deterministic automaton are followed at once, and their
// number is limited.
//
// Understood: literals, ., [classes], \d \w \s and their opposites, \b \B, ^ $,
// groups, |, ? * + {m,n} (greedy or lazy), \n \t \r \f \v \0 \xHH \uHHHH. Not:
// look-around, back-references, \p, flags, more than 2,000 instructions. As in
// Python's re (M's engine), $ also matches before a last newline; \d \w \s are
// ASCII, but every character above it counts as \w.
class Pattern {
 public:
  // Throws std::invalid_argument: not understood, or no pattern.
  explicit Pattern(std::string_view expression);

  // `text` is UTF-8.
  bool is_found_in(std::string_view text) const;

  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
  };
  struct CharacterClass {
    std::vector<Range> ranges;
    bool is_negated = false;
    bool has(std::uint32_t point) const;
  };

  enum class Operation : std::uint8_t {
    kCharacter,  // one character of class `a`
    kSplit,      // go on at `a` and at `b`
    kJump,       // go on at `a`
    kBegin,
    kEnd,
    kBoundary,
    kNoBoundary,
    kMatch,
  };
  struct Instruction {
    Operation operation = Operation::kMatch;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
  };

 private:
  std::vector<CharacterClass> classes_;
  std::vector<Instruction> program_;
};

}  // namespace schema
