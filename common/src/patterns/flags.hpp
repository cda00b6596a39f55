#pragma once

#include <cstdint>
#include <string>

#include "patterns/expression_reader.hpp"

namespace patterns {

// The flags that hold at a place of an expression, as far as PCRE2 is not told
// of them there.
struct Flags {
  bool ascii = false;
  bool ignore_case = false;
  bool verbose = false;

  // Characters of ASCII alone without regard to case: PCRE2 cannot before its
  // 10.43, as K is also the Kelvin sign's letter.
  void check_characters() const;
};

// (?aims), or (?im-s:
struct FlagChange {
  std::string on;
  std::string off;
  bool is_scoped = false;

  Flags applied_to(Flags flags) const;
  std::string to_pcre2() const;
};

// `first` is the character behind "(?", which was taken.
FlagChange read_flags(std::uint32_t first, ExpressionReader& reader);

}  // namespace patterns
