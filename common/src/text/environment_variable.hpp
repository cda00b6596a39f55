#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "text/ascii.hpp"
#include "text/concat.hpp"

namespace text {

// The name of a program's own variable: ("tap-spacex", "api_url") →
// "TAP_SPACEX_API_URL".
inline std::string environment_variable(std::string_view program,
                                        std::string_view name) {
  std::string out = upper(concat(program, '_', name));
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return (c < 'A' || c > 'Z') && (c < '0' || c > '9'); }, '_');
  return out;
}

}  // namespace text
