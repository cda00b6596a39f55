#include "intake/batch_limits.hpp"

#include <chrono>

#include "catch.hpp"

using intake::BatchLimits;
using std::chrono::seconds;

namespace {

BatchLimits::TimePoint at(int second) {
  return BatchLimits::TimePoint(seconds(second));
}

}  // namespace

TEST_CASE("rows of one stream or bytes of all are enough at their bound") {
  const BatchLimits limits({.rows = 3, .bytes = 100, .wait = seconds(60)});
  CHECK_FALSE(limits.is_full(2, 99));
  CHECK(limits.is_full(3, 0));
  CHECK(limits.is_full(4, 0));
  CHECK(limits.is_full(0, 100));
  CHECK(limits.is_full(0, 101));
}

TEST_CASE("without a bound of rows only bytes count") {
  const BatchLimits limits({.bytes = 100, .wait = seconds(60)});
  CHECK_FALSE(limits.is_full(1'000'000'000, 99));
  CHECK(limits.is_full(1, 100));
}

TEST_CASE("where no row waits nothing is due") {
  const BatchLimits limits({.bytes = 100, .wait = seconds(0)});
  CHECK_FALSE(limits.deadline());
  CHECK_FALSE(limits.is_due(at(1000)));
}

TEST_CASE("the first row that waits sets the deadline for those behind it") {
  BatchLimits limits({.bytes = 100, .wait = seconds(60)});
  limits.row_waits(at(5));
  limits.row_waits(at(50));
  CHECK(limits.deadline() == at(65));
  CHECK_FALSE(limits.is_due(at(64)));
  CHECK(limits.is_due(at(65)));
}

TEST_CASE("rows that come after others were taken wait anew") {
  BatchLimits limits({.bytes = 100, .wait = seconds(60)});
  limits.row_waits(at(5));
  limits.rows_taken();
  CHECK_FALSE(limits.deadline());
  CHECK_FALSE(limits.is_due(at(65)));
  limits.row_waits(at(10));
  CHECK(limits.deadline() == at(70));
}
