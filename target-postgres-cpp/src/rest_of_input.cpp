#include "rest_of_input.hpp"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>

#include "cli/stop_limit.hpp"

namespace {

using std::chrono::milliseconds;

// A writer that sends nothing for this long has nothing more to send.
constexpr milliseconds kPause{300};
// What the end of the program takes.
constexpr milliseconds kReserve{150};

bool may_hold_up_its_writer(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 &&
         (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

// False: the writer paused, or there is no time left.
bool waits_for_input(int descriptor, cli::StopToken stop) {
  using std::chrono::steady_clock;
  const auto end = std::min(steady_clock::now() + kPause,
                            stop.time() + cli::kStopLimit - kReserve);
  while (true) {
    const auto left =
        std::chrono::ceil<milliseconds>(end - steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd input{descriptor, POLLIN, 0};
    const int ready = ::poll(&input, 1, static_cast<int>(left.count()));
    // A further signal interrupts it.
    if (ready >= 0 || errno != EINTR) return ready == 1;
  }
}

}  // namespace

void discard_rest_of_input(int descriptor, cli::StopToken stop) {
  if (!may_hold_up_its_writer(descriptor)) return;
  std::array<char, 1U << 16U> bytes{};
  while (waits_for_input(descriptor, stop)) {
    const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
    if (count == 0 || (count < 0 && errno != EINTR)) return;
  }
}
