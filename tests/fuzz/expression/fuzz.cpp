// libFuzzer's entry point; see README.md beside it.
#include <cstddef>
#include <cstdint>

#include "feed_expression.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  feed_expression({reinterpret_cast<const char*>(data), size});
  return 0;
}
