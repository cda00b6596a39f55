#pragma once

// The one file that knows which Catch2 is installed: 2 on Debian 12, 3 on
// Debian 13.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string_view>

namespace catching {

#if __has_include(<catch2/catch_all.hpp>)
inline auto contains(std::string_view part) {
  return Catch::Matchers::ContainsSubstring(std::string(part));
}
#else
inline auto contains(std::string_view part) {
  return Catch::Matchers::Contains(std::string(part));
}
#endif

}  // namespace catching
