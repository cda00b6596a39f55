#include "cli/stop_signal.hpp"

#include <poll.h>

#include <chrono>
#include <csignal>

#include "catch.hpp"
#include "cli/exit_status.hpp"
#include "retry/clock.hpp"

namespace {

bool is_readable(int descriptor) {
  pollfd wait{descriptor, POLLIN, 0};
  return ::poll(&wait, 1, 0) == 1;
}

}  // namespace

// One case: a signal that arrived stays for the process's life.
TEST_CASE("stop signal: is remembered, wakes a poll and ends a sleep") {
  const cli::StopToken stop = cli::install_stop_signals();
  REQUIRE(stop.signal() == 0);
  REQUIRE_FALSE(is_readable(stop.descriptor()));

  std::raise(SIGTERM);
  std::raise(SIGINT);

  CHECK(stop.signal() == SIGTERM);
  CHECK(is_readable(stop.descriptor()));
  CHECK(cli::process_stop().signal() == SIGTERM);
  CHECK(cli::exit_status_of_signal(stop.signal()) == 143);
  // Would hang for a day if the signal were not seen.
  retry::SystemClock(stop).sleep_for(std::chrono::hours(24));
}
