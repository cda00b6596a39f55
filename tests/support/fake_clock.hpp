#pragma once

#include <chrono>
#include <vector>

#include "retry/clock.hpp"

// Time that passes only by sleeping, which takes none, or as it is told to.
class FakeClock final : public retry::Clock {
 public:
  explicit FakeClock(std::chrono::system_clock::time_point now = {})
      : now_(now) {}

  std::chrono::system_clock::time_point now() const override {
    return now_ + passed_;
  }
  std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point(passed_);
  }
  void sleep_for(std::chrono::milliseconds duration) override {
    passed_ += duration;
    sleeps.push_back(duration);
  }

  void pass(std::chrono::milliseconds duration) { passed_ += duration; }
  std::chrono::milliseconds passed() const { return passed_; }

  std::vector<std::chrono::milliseconds> sleeps;

 private:
  std::chrono::system_clock::time_point now_;
  std::chrono::milliseconds passed_{0};
};
