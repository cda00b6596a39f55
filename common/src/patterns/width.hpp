#pragma once

#include <algorithm>
#include <cstdint>

namespace patterns {

// How many characters something may match; what looks behind wants one number.
struct Width {
  static constexpr std::uint64_t kUnlimited = 0xFFFFFFFF;

  std::uint64_t least = 0;
  std::uint64_t most = 0;

  static Width of(std::uint64_t count) { return {count, count}; }

  Width operator+(const Width& next) const {
    return {std::min(least + next.least, kUnlimited),
            std::min(most + next.most, kUnlimited)};
  }
  Width times(std::uint64_t minimum, std::uint64_t maximum) const {
    return {std::min(least * minimum, kUnlimited),
            std::min(most * maximum, kUnlimited)};
  }
  Width either(const Width& other) const {
    return {std::min(least, other.least), std::max(most, other.most)};
  }
  bool is_fixed() const { return least == most; }
};

}  // namespace patterns
