#include "extract/fingerprint.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

namespace extract {

std::string fingerprint(std::initializer_list<std::string_view> parts) {
  // FNV-1a, 64 bits, with a byte that is in no UTF-8 text between the parts.
  constexpr std::uint64_t kPrime = 0x100000001B3ULL;
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const std::string_view part : parts) {
    for (const char c : part) {
      hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    }
    hash = (hash ^ 0xFFU) * kPrime;
  }
  std::array<char, 17> out{};
  std::snprintf(out.data(), out.size(), "%016llx",
                static_cast<unsigned long long>(hash));
  return out.data();
}

}  // namespace extract
