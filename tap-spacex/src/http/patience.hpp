#pragma once

#include <chrono>
#include <cstdint>

#include "http/client_settings.hpp"

namespace http {

// Measures the time spent waiting for one answer and says when it is over. Only
// waiting is counted, so a tap that is itself held up by its reader never
// blames the server.
class Patience {
 public:
  using Duration = std::chrono::steady_clock::duration;
  enum class Verdict { kWait, kStalled, kTooLong };

  Patience(std::chrono::milliseconds stall, std::chrono::milliseconds whole)
      : stall_(stall), whole_(whole) {}

  // After a wait of that length in which that many bytes arrived.
  Verdict waited(Duration duration, std::int64_t bytes) {
    whole_waited_ += duration;
    window_waited_ += duration;
    window_bytes_ += bytes;
    if (whole_waited_ >= whole_) return Verdict::kTooLong;
    if (window_waited_ < stall_) return Verdict::kWait;
    const double seconds =
        std::chrono::duration<double>(window_waited_).count();
    const bool is_stalled = static_cast<double>(window_bytes_) <
                            seconds * static_cast<double>(kMinBytesPerSecond);
    window_waited_ = Duration{0};
    window_bytes_ = 0;
    return is_stalled ? Verdict::kStalled : Verdict::kWait;
  }

  // How long the next wait may be without missing a verdict.
  Duration rest() const {
    const Duration whole = whole_ - whole_waited_;
    const Duration window = stall_ - window_waited_;
    return whole < window ? whole : window;
  }

 private:
  Duration stall_;
  Duration whole_;
  Duration whole_waited_{0};
  Duration window_waited_{0};
  std::int64_t window_bytes_ = 0;
};

}  // namespace http
