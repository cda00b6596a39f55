#pragma once

#include <string>
#include <string_view>

#include "json/cursor.hpp"

// Text as json::Cursor wants it: a newline and readable bytes behind it.
class PaddedText {
 public:
  explicit PaddedText(std::string_view text)
      : size_(text.size()),
        bytes_(std::string(text) + "\n" + std::string(json::kPadding, ' ')) {}

  std::string_view view() const {
    return std::string_view(bytes_).substr(0, size_);
  }

 private:
  std::size_t size_;
  std::string bytes_;
};
