#pragma once

#include <cstdint>
#include <string>

#include "patterns/flags.hpp"

namespace patterns {

// A set of characters, as [a-z\d] says it, to be written for PCRE2. What \d, \s
// and \w hold is written out: PCRE2's own differ from Python's, and among its
// versions.
class CharacterClass {
 public:
  explicit CharacterClass(const Flags& flags) : flags_(flags) {}

  void add(std::uint32_t first, std::uint32_t last);
  // `letter` is one of dDsSwW.
  void add_category(char letter);
  void negate() { is_negated_ = true; }

  // One item, which may be repeated and is one character wide.
  std::string to_pcre2() const;

 private:
  Flags flags_;
  bool is_negated_ = false;
  std::string items_;           // as they stand between [ and ]
  bool has_non_words_ = false;  // \W of Unicode, which no item can say
};

bool is_category(std::uint32_t letter);

// The character itself.
std::string to_pcre2(std::uint32_t point, const Flags& flags);

}  // namespace patterns
