#pragma once

#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "text/concat.hpp"
#include "text/excerpt.hpp"

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

// Of a message of that line whose stream has sent no SCHEMA yet.
inline ProtocolError no_schema(std::uint64_t line, std::string_view stream) {
  return {line, text::concat("stream '", text::excerpt(stream),
                             "' has sent no SCHEMA yet")};
}

}  // namespace singer
