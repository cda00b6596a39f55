#include "cli/stop_signal.hpp"

#include <poll.h>

#include <chrono>
#include <csignal>

#include "catch.hpp"
#include "retry/clock.hpp"

namespace {

bool is_readable(int descriptor) {
  pollfd wait{descriptor, POLLIN, 0};
  return ::poll(&wait, 1, 0) == 1;
}

}  // namespace

// One case: a signal that arrived stays for the process's life.
TEST_CASE("stop signal: is remembered, wakes a poll and ends a sleep") {
  cli::install_stop_signals();
  REQUIRE(cli::stop_signal() == 0);
  REQUIRE_FALSE(is_readable(cli::stop_descriptor()));

  std::raise(SIGTERM);
  std::raise(SIGINT);

  CHECK(cli::stop_signal() == SIGTERM);
  CHECK(is_readable(cli::stop_descriptor()));
  CHECK(cli::exit_status_of_signal(cli::stop_signal()) == 143);
  // Would hang for a day if the signal were not seen.
  retry::SystemClock().sleep_for(std::chrono::hours(24));
}
