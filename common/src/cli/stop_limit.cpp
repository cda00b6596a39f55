#include "cli/stop_limit.hpp"

#include <poll.h>
#include <unistd.h>

#include <new>
#include <system_error>
#include <thread>

#include "cli/exit_status.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace cli {

namespace {

void log_end(StopToken stop) {
  try {
    logging::critical(text::concat(
        "stopped by signal ", stop.signal(),
        "; what the program was waiting for did not end and was left"));
  } catch (const std::bad_alloc&) {
    // Then without a line.
  }
}

void watch(StopToken stop) {
  pollfd asked{stop.descriptor(), POLLIN, 0};
  while (::poll(&asked, 1, -1) != 1) {
  }
  std::this_thread::sleep_until(stop.time() + kStopLimit);
  log_end(stop);
  // Not exit(): what it would tidy up may be what hangs.
  ::_exit(exit_status_of_signal(stop.signal()));
}

}  // namespace

void limit_stop_time(StopToken stop) {
  try {
    std::thread(watch, stop).detach();
  } catch (const std::system_error&) {
    // No thread is to be had: then the program ends as fast as it can.
  }
}

}  // namespace cli
