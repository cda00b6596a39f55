#pragma once

#include <chrono>
#include <vector>

#include "retry/clock.hpp"

// Time that passes only by sleeping, which takes none.
class FakeClock final : public retry::Clock {
 public:
  explicit FakeClock(std::chrono::system_clock::time_point now = {})
      : now_(now) {}

  std::chrono::system_clock::time_point now() const override {
    return now_ + slept_;
  }
  std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point(slept_);
  }
  void sleep_for(std::chrono::milliseconds duration) override {
    slept_ += duration;
    sleeps.push_back(duration);
  }

  std::vector<std::chrono::milliseconds> sleeps;

 private:
  std::chrono::system_clock::time_point now_;
  std::chrono::milliseconds slept_{0};
};
