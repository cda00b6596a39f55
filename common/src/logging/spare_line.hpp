#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "logging/log.hpp"

namespace logging {

// A line of the log made without asking for memory, for when there is none. Of
// a long message the end is cut off; what would need an escape is replaced.
class SpareLine {
 public:
  struct Parts {
    Form form = Form::kPlain;
    // As the form writes it.
    std::string_view level = {};
    std::string_view program = {};
    std::string_view time = {};
    std::string_view message = {};
  };

  explicit SpareLine(const Parts& parts);

  // With its line break.
  std::string_view text() const { return {text_.data(), size_}; }

 private:
  void put(std::string_view part);
  void put_message(std::string_view message);
  void put_structured(const Parts& parts);

  std::array<char, 1024> text_{};
  std::size_t size_ = 0;
};

}  // namespace logging
