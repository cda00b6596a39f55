#pragma once

#include <cstdint>
#include <string_view>

namespace text {

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): tells texts
// apart where nobody forges them.
class Fnv1a {
 public:
  void add(char byte) {
    hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL;
  }
  void add(std::string_view bytes) {
    for (const char c : bytes) add(c);
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace text
