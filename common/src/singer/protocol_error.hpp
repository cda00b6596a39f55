#pragma once

#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "text/concat.hpp"

namespace singer {

// Input that is not Singer, or that cannot be loaded; the message is
// one line that starts with "line N: ".
class ProtocolError : public std::runtime_error {
 public:
  ProtocolError(std::uint64_t line, std::string_view message)
      : std::runtime_error(text::concat("line ", line, ": ", message)),
        line_(line) {}

  // Counted from 1.
  std::uint64_t line() const { return line_; }

 private:
  std::uint64_t line_;
};

}  // namespace singer
