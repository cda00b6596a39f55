#pragma once

#include <cstdint>

#include "patterns/expression_reader.hpp"

namespace patterns {

// What a backslash begins.
struct Escape {
  enum class Kind : std::uint8_t {
    kCharacter,  // `value` itself
    kCategory,   // \d and its like; `value` is the letter
    kAssertion,  // \A, \b, \B, \Z; `value` is the letter
    kReference,  // to the group `value`
  };
  Kind kind = Kind::kCharacter;
  std::uint32_t value = 0;
};

// Each reads on behind the backslash; the second within a class.
Escape read_escape(ExpressionReader& reader);
Escape read_class_escape(ExpressionReader& reader);

}  // namespace patterns
