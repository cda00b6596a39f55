#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "retry/clock.hpp"

namespace extract {

// Times a scope and tells how it was left, as a metric of the SDK: status
// "succeeded", or "failed" when an exception leaves it.
class TimerMetric {
 public:
  // `tags` are the members of a JSON object without its braces. The clock must
  // outlive this, and so must what `metric` views.
  TimerMetric(std::string_view metric, std::string tags,
              const retry::Clock& clock);
  TimerMetric(const TimerMetric&) = delete;
  TimerMetric& operator=(const TimerMetric&) = delete;
  ~TimerMetric();

  // A tag known only later; `value` is JSON text.
  void add_tag(std::string_view name, std::string_view value);

 private:
  void tell();

  std::string_view metric_;
  std::string tags_;
  const retry::Clock& clock_;
  std::chrono::steady_clock::time_point begin_;
  int exceptions_;
};

}  // namespace extract
