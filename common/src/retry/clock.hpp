#pragma once

#include <chrono>

#include "cli/stop_token.hpp"

namespace retry {

// Time, injected so that tests take none.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  virtual std::chrono::system_clock::time_point now() const = 0;
  // Never goes back; for measuring.
  virtual std::chrono::steady_clock::time_point steady_now() const = 0;
  // Waits, or returns early when the program is asked to stop.
  virtual void sleep_for(std::chrono::milliseconds duration) = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  // `stop` ends a sleep.
  explicit SystemClock(cli::StopToken stop = {}) : stop_(stop) {}

  std::chrono::system_clock::time_point now() const override;
  std::chrono::steady_clock::time_point steady_now() const override;
  void sleep_for(std::chrono::milliseconds duration) override;

 private:
  cli::StopToken stop_;
};

}  // namespace retry
