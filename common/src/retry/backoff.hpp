#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace retry {

// How long to wait before the next try: exponential with full jitter, i.e.
// uniform in [0, min(maximum, initial · 2^n)) before try n + 2
// (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
// Whether another try is made is the caller's question.
class Backoff {
 public:
  // Uniform in [0, 1); injected for tests.
  using Random = std::function<double()>;

  Backoff(std::chrono::milliseconds initial, std::chrono::milliseconds maximum,
          Random random);

  // The next wait; each call doubles the range of the following one.
  std::chrono::milliseconds next();

 private:
  std::chrono::milliseconds ceiling_;
  std::chrono::milliseconds maximum_;
  Random random_;
};

// A Random seeded from the machine.
Backoff::Random random_from_device();

}  // namespace retry
