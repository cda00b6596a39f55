#include "extract/data_kinds.hpp"

#include "catch.hpp"

using extract::DataKinds;
using extract::MixedKinds;

TEST_CASE("kinds that may stand together do") {
  DataKinds kinds;
  kinds.note("crew", "public");
  kinds.note("ships", "facts");
  kinds.note("launch_log", "file");
}

TEST_CASE("synthetic data stands alone") {
  DataKinds kinds;
  kinds.note("crew", "synthetic");
  kinds.note("ships", "synthetic");
  CHECK_THROWS_AS(kinds.note("launch_log", "public"), MixedKinds);
  DataKinds other;
  other.note("crew", "public");
  CHECK_THROWS_AS(other.note("ships", "synthetic"), MixedKinds);
}
