#pragma once

#include <cstddef>

#include "mapping/expression/errors.hpp"

namespace mapping::expression {

// Longer texts are not made by methods: a line of input is never that long,
// and memory has an end.
inline constexpr std::size_t kMaxTextBytes = std::size_t{64} << 20U;

inline void check_text_size(std::size_t size, std::size_t count) {
  if (size != 0 && count > kMaxTextBytes / size) {
    throw EvaluationError("the text would be too long");
  }
}

}  // namespace mapping::expression
