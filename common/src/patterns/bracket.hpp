#pragma once

#include "patterns/character_class.hpp"
#include "patterns/expression_reader.hpp"

namespace patterns {

// Reads a class, such as [^a-z\d], behind its '['.
CharacterClass read_class(ExpressionReader& reader, const Flags& flags);

}  // namespace patterns
