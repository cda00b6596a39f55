#include "extract/counter_metric.hpp"

#include <new>
#include <utility>

#include "logging/log.hpp"

namespace extract {

namespace {

constexpr std::chrono::seconds kInterval{60};

}  // namespace

CounterMetric::CounterMetric(std::string_view metric, std::string tags,
                             const retry::Clock& clock)
    : metric_(metric),
      tags_(std::move(tags)),
      clock_(clock),
      told_(clock.steady_now()) {}

CounterMetric::~CounterMetric() { tell(); }

void CounterMetric::add(std::int64_t count) {
  count_ += count;
  const auto now = clock_.steady_now();
  if (now - told_ < kInterval) return;
  told_ = now;
  tell();
  count_ = 0;
}

void CounterMetric::tell() {
  // Also while an exception unwinds the stack: a metric that there is no memory
  // for goes.
  try {
    logging::metric({"counter", metric_, std::to_string(count_), tags_});
  } catch (const std::bad_alloc&) {
  }
}

}  // namespace extract
