#include "cli/standard_output.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "text/concat.hpp"

namespace cli {

namespace {

[[noreturn]] void fail(int error) {
  if (error == EPIPE) {
    throw OutputError(
        "stdout was closed by its reader (broken pipe); the reader's own log "
        "says why it stopped");
  }
  throw OutputError(
      text::concat("stdout cannot be written: ", std::strerror(error)));
}

}  // namespace

void write_standard_output(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      // A non-blocking pipe inherited from the parent: wait for room.
      pollfd room{STDOUT_FILENO, POLLOUT, 0};
      ::poll(&room, 1, -1);
    } else if (errno != EINTR) {
      fail(errno);
    }
  }
}

}  // namespace cli
