#include "retry/clock.hpp"

#include <poll.h>

#include <algorithm>

namespace retry {

std::chrono::system_clock::time_point SystemClock::now() const {
  return std::chrono::system_clock::now();
}

std::chrono::steady_clock::time_point SystemClock::steady_now() const {
  return std::chrono::steady_clock::now();
}

void SystemClock::sleep_for(std::chrono::milliseconds duration) {
  const auto end = steady_now() + duration;
  while (!stop_.is_stop_requested()) {
    const auto rest =
        std::chrono::ceil<std::chrono::milliseconds>(end - steady_now());
    if (rest.count() <= 0) return;
    // poll(2) takes an int of milliseconds; a negative descriptor is ignored.
    pollfd wait{stop_.descriptor(), POLLIN, 0};
    constexpr long long kHour = 3'600'000;
    ::poll(&wait, 1,
           static_cast<int>(std::min<long long>(rest.count(), kHour)));
  }
}

}  // namespace retry
