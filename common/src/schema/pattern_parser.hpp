#pragma once

#include <string_view>
#include <vector>

#include "schema/pattern.hpp"

namespace schema {

struct Program {
  std::vector<Pattern::CharacterClass> classes;
  std::vector<Pattern::Instruction> instructions;
};

// Translates the expression. Throws std::invalid_argument.
Program parse_pattern(std::string_view expression);

}  // namespace schema
