#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

namespace json {

// Where RapidJSON gets memory. Its own allocator hands on the null pointer of
// malloc(), which RapidJSON then writes to.
class Allocator {
 public:
  // RapidJSON's names. NOLINTBEGIN(readability-identifier-naming)
  static constexpr bool kNeedFree = true;

  void* Malloc(std::size_t size) {
    return size == 0 ? nullptr : checked(std::malloc(size));
  }

  void* Realloc(void* block, std::size_t /*old_size*/, std::size_t size) {
    if (size != 0) return checked(std::realloc(block, size));
    std::free(block);
    return nullptr;
  }

  static void Free(void* block) { std::free(block); }
  // NOLINTEND(readability-identifier-naming)

 private:
  static void* checked(void* block) {
    if (block == nullptr) throw std::bad_alloc();
    return block;
  }
};

}  // namespace json
