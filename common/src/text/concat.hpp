#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace text {

namespace detail {

inline void append(std::string& out, std::string_view part) { out += part; }

// A template, so that a string literal never becomes a bool.
template <class Part>
requires(std::is_arithmetic_v<Part>) void append(std::string& out, Part part) {
  if constexpr (std::is_same_v<Part, bool>) {
    out += part ? "true" : "false";
  } else if constexpr (std::is_same_v<Part, char>) {
    out += part;
  } else {
    out += std::to_string(part);
  }
}

}  // namespace detail

// Joins strings, characters and numbers into one string, in order. The
// project's way to build messages (std::format is not in GCC 12).
template <class... Parts>
std::string concat(const Parts&... parts) {
  std::string out;
  (detail::append(out, parts), ...);
  return out;
}

// "1 row", "2 rows".
template <class Count>
std::string counted(Count count, std::string_view noun) {
  return concat(count, ' ', noun, count == 1 ? "" : "s");
}

// The parts with `separator` between them.
inline std::string joined(const std::vector<std::string>& parts,
                          std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

}  // namespace text
