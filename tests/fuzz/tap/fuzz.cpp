// libFuzzer's entry points; see README.md beside it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "feed_body.hpp"
#include "logging/log.hpp"

// A line on the log for every input would be most of the work.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  ::setenv("LOGLEVEL", "CRITICAL", 1);
  logging::configure("fuzz_tap");
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  feed_body({reinterpret_cast<const char*>(data), size});
  return 0;
}
