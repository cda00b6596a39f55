#include "cli/stop_limit.hpp"

#include <poll.h>
#include <unistd.h>

#include <new>
#include <system_error>
#include <thread>

#include "cli/stop_signal.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace cli {

namespace {

void log_end() {
  try {
    logging::critical(text::concat(
        "stopped by signal ", stop_signal(),
        "; what the program was waiting for did not end and was left"));
  } catch (const std::bad_alloc&) {
    // Then without a line.
  }
}

void watch() {
  pollfd stop{stop_descriptor(), POLLIN, 0};
  while (::poll(&stop, 1, -1) != 1) {
  }
  std::this_thread::sleep_until(stop_time() + kStopLimit);
  log_end();
  // Not exit(): what it would tidy up may be what hangs.
  ::_exit(exit_status_of_signal(stop_signal()));
}

}  // namespace

void limit_stop_time() {
  try {
    std::thread(watch).detach();
  } catch (const std::system_error&) {
    // No thread is to be had: then the program ends as fast as it can.
  }
}

}  // namespace cli
