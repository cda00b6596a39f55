#include "extract/timer_metric.hpp"

#include <exception>
#include <new>
#include <utility>

#include "json/document.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace extract {

TimerMetric::TimerMetric(std::string_view metric, std::string tags,
                         const retry::Clock& clock)
    : metric_(metric),
      tags_(std::move(tags)),
      clock_(clock),
      begin_(clock.steady_now()),
      exceptions_(std::uncaught_exceptions()) {}

TimerMetric::~TimerMetric() {
  try {
    tell();
  } catch (const std::bad_alloc&) {
    // The stack may be unwinding for the same reason: a metric may go.
  }
}

void TimerMetric::tell() {
  const bool has_failed = std::uncaught_exceptions() > exceptions_;
  add_tag("status", has_failed ? R"("failed")" : R"("succeeded")");
  const std::chrono::duration<double> taken = clock_.steady_now() - begin_;
  logging::metric({"timer", metric_, text::concat(taken.count()),
                   text::concat('{', tags_, '}')});
}

void TimerMetric::add_tag(std::string_view name, std::string_view value) {
  tags_ += text::concat(',', json::quoted(name), ':', value);
}

}  // namespace extract
