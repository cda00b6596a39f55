#include "http/patience.hpp"

#include "catch.hpp"

using http::Patience;
using Verdict = http::Patience::Verdict;
using namespace std::chrono_literals;

TEST_CASE("an answer that keeps coming is waited for") {
  Patience patience(10s, 1000s);
  for (int i = 0; i < 99; ++i) {
    CHECK(patience.waited(10s, 10 * http::kMinBytesPerSecond) ==
          Verdict::kWait);
  }
  CHECK(patience.waited(10s, 1'000'000) == Verdict::kTooLong);
}

TEST_CASE("next to nothing is a stall") {
  Patience patience(10s, 1000s);
  CHECK(patience.waited(9999ms, 0) == Verdict::kWait);
  CHECK(patience.waited(1ms, 999) == Verdict::kStalled);
}

TEST_CASE("a stall is judged over one window, not over all of the past") {
  Patience patience(10s, 1000s);
  CHECK(patience.waited(10s, 1'000'000) == Verdict::kWait);
  CHECK(patience.waited(10s, 10) == Verdict::kStalled);
}

TEST_CASE("the next wait ends when a verdict is due") {
  Patience patience(10s, 15s);
  CHECK(patience.rest() == 10s);
  patience.waited(10s, 1'000'000);
  CHECK(patience.rest() == 5s);
}
