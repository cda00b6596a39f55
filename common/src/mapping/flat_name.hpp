#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace mapping {

// How nested objects become columns; see README.md.
struct FlatteningOptions {
  // Objects above this depth become columns; 0: nothing is flattened.
  int max_depth = 0;
  std::string separator = "__";
  // A column's name stays shorter than so many characters, if it can.
  std::size_t max_key_length = 255;

  bool is_on() const { return max_depth > 0; }
};

// The column's name of a property: the names on the way to it joined. While
// that is too long, names are abbreviated from the left: their first letters
// in capitals, small letters of ASCII left out; if that leaves one character or
// none, the first three; all in lower case. (Case is that of ASCII's letters.)
std::string flat_name(const std::vector<std::string>& path,
                      const FlatteningOptions& options);

}  // namespace mapping
