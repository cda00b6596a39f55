#pragma once

#include <string>
#include <string_view>

#include "json/cursor.hpp"

namespace json {

// Owns a text as Cursor wants it: with kPadding bytes behind it. Views and
// values of it borrow from this object, and do not survive its being moved.
class PaddedText {
 public:
  PaddedText() : PaddedText(std::string_view()) {}
  explicit PaddedText(std::string_view text) { assign(text); }

  // Keeps the memory.
  void assign(std::string_view text) {
    bytes_.assign(text);
    bytes_.append(kPadding, '\n');
  }

  std::string_view view() const {
    return std::string_view(bytes_).substr(0, bytes_.size() - kPadding);
  }

  // The value that the text begins with. Throws SyntaxError.
  RawValue value() const { return Cursor(view()).value(); }

 private:
  std::string bytes_;
};

}  // namespace json
