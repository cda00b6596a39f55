#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "retry/clock.hpp"

namespace extract {

// Counts as the SDK's counters do: what came since the last line is told every
// minute and at the end of the scope, however that is left, so that the lines
// of a counter add up to its total.
class CounterMetric {
 public:
  // `tags` is a JSON object. The clock must outlive this, and so must what
  // `metric` views.
  CounterMetric(std::string_view metric, std::string tags,
                const retry::Clock& clock);
  CounterMetric(const CounterMetric&) = delete;
  CounterMetric& operator=(const CounterMetric&) = delete;
  ~CounterMetric();

  // Looks at the clock: call it per batch, not per record.
  void add(std::int64_t count);

 private:
  void tell();

  std::string_view metric_;
  std::string tags_;
  const retry::Clock& clock_;
  std::chrono::steady_clock::time_point told_;
  std::int64_t count_ = 0;  // since then
};

}  // namespace extract
