#include "cli/standard_output.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

#include "cli/stop_signal.hpp"
#include "text/concat.hpp"

namespace cli {

namespace {

// How long a program that was asked to stop waits for a reader that takes
// nothing.
constexpr int kGraceMilliseconds = 1000;

[[noreturn]] void fail(int error) {
  if (error == EPIPE) {
    throw OutputError(
        "stdout was closed by its reader (broken pipe); the reader's own log "
        "says why it stopped");
  }
  throw OutputError(
      text::concat("stdout cannot be written: ", std::strerror(error)));
}

// Waits for room; once a stop signal came, not for ever.
void wait_for_room() {
  pollfd room{STDOUT_FILENO, POLLOUT, 0};
  const bool is_stopping = stop_signal() != 0;
  const int ready = ::poll(&room, 1, is_stopping ? kGraceMilliseconds : -1);
  if (ready == 0) {
    throw OutputError(text::concat("stopped by signal ", stop_signal(),
                                   " while the reader of stdout took nothing"));
  }
}

}  // namespace

void write_standard_output(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t count = bytes.size();
    if (stop_signal() != 0) {
      // What poll has seen room for does not block (pipe(7)).
      wait_for_room();
      count = std::min<std::size_t>(count, PIPE_BUF);
    }
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), count);
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      // A non-blocking pipe inherited from the parent.
      wait_for_room();
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
}

}  // namespace cli
