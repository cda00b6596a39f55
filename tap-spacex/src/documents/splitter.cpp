#include "documents/splitter.hpp"

namespace documents {

std::optional<std::size_t> Splitter::find_end(std::string_view text) {
  while (at_ < text.size()) {
    if (is_last(text[at_++])) return at_;
  }
  return std::nullopt;
}

bool Splitter::is_last(char c) {
  if (is_escaped_) {
    is_escaped_ = false;
  } else if (in_string_) {
    in_string_ = c != '"';
    is_escaped_ = c == '\\';
  } else if (c == '"') {
    in_string_ = true;
  } else if (c == '{' || c == '[') {
    ++depth_;
  } else if (c == '}' || c == ']') {
    return --depth_ == 0;
  }
  return false;
}

}  // namespace documents
