#include "retry/backoff.hpp"

#include "catch.hpp"

using namespace std::chrono_literals;

TEST_CASE("Backoff: the range doubles up to the maximum") {
  retry::Backoff backoff(500ms, 3s, [] { return 0.5; });
  CHECK(backoff.next() == 250ms);
  CHECK(backoff.next() == 500ms);
  CHECK(backoff.next() == 1000ms);
  CHECK(backoff.next() == 1500ms);
  CHECK(backoff.next() == 1500ms);
}

TEST_CASE("Backoff: full jitter spans from nothing to the range") {
  retry::Backoff low(500ms, 3s, [] { return 0.0; });
  CHECK(low.next() == 0ms);
  retry::Backoff high(500ms, 3s, [] { return 0.999; });
  CHECK(high.next() == 499ms);
}

TEST_CASE("random_from_device: stays in [0, 1)") {
  const retry::Backoff::Random random = retry::random_from_device();
  for (int i = 0; i < 1000; ++i) {
    const double value = random();
    REQUIRE(value >= 0.0);
    REQUIRE(value < 1.0);
  }
}
