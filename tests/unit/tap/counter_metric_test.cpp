#include "extract/counter_metric.hpp"

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "fake_clock.hpp"
#include "logging/log.hpp"

namespace {

// The values told, in order, e.g. "3 0 ".
std::string values(std::string_view log) {
  constexpr std::string_view kValue = R"("metric":"record_count","value":)";
  std::string out;
  for (std::size_t at = log.find(kValue); at != std::string_view::npos;
       at = log.find(kValue, at)) {
    at += kValue.size();
    out += log.substr(at, log.find(',', at) - at);
    out += ' ';
  }
  return out;
}

}  // namespace

TEST_CASE("counter metric: tells each minute what came since, and the rest") {
  logging::configure("tap-x");
  FakeClock clock;
  const std::string log = captured([&] {
    extract::CounterMetric counter("record_count", "{}", clock);
    counter.add(1);
    clock.sleep_for(std::chrono::seconds(59));
    counter.add(2);
    clock.sleep_for(std::chrono::seconds(1));
    counter.add(3);
    counter.add(4);
    clock.sleep_for(std::chrono::seconds(61));
    counter.add(0);
    counter.add(5);
  });
  CHECK(values(log) == "6 4 5 ");
}

TEST_CASE("counter metric: nothing counted is told too") {
  logging::configure("tap-x");
  const FakeClock clock;
  const std::string log =
      captured([&] { extract::CounterMetric("record_count", "{}", clock); });
  CHECK(values(log) == "0 ");
}
