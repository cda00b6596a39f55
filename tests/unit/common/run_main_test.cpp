#include "cli/run_main.hpp"

#include <new>
#include <stdexcept>

#include "catch.hpp"
#include "cli/errors.hpp"

TEST_CASE("run_main: what is returned or thrown becomes the exit status") {
  CHECK(cli::run_main("x", [] { return 0; }) == 0);
  CHECK(cli::run_main("x", [] { return 143; }) == 143);
  CHECK(cli::run_main("x", []() -> int {
          throw cli::UsageError("no such option");
        }) == 2);
  CHECK(cli::run_main("x",
                      []() -> int { throw std::runtime_error("broke"); }) == 1);
  CHECK(cli::run_main("x", []() -> int { throw std::bad_alloc(); }) == 1);
}
