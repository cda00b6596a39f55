#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace documents {

// Finds where an object of JSON ends that arrives in pieces, by its brackets
// and quotes alone: whether it is JSON is for its reader to say.
class Splitter {
 public:
  // Looks on where it stopped. `text` begins with the object, and holds all
  // that was there at the last call and more. The object's size, or nothing
  // when more of it is needed.
  std::optional<std::size_t> find_end(std::string_view text);

  // Whether it has begun, and the object's end is to be found by it.
  bool has_begun() const { return at_ > 0; }

 private:
  bool is_last(char c);

  std::size_t at_ = 0;  // of the next byte to look at
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool is_escaped_ = false;  // by a backslash in front of it
};

}  // namespace documents
