#include "cli/standard_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <limits>

#include "cli/stop_signal.hpp"
#include "text/concat.hpp"

namespace cli {

namespace {

// Where the bytes go, and how many of them may be written at once without
// blocking where poll has seen room.
struct Output {
  int descriptor;
  std::size_t limit;
};

[[noreturn]] void fail(int error) {
  if (error == EPIPE) {
    throw OutputError(
        "stdout was closed by its reader (broken pipe); the reader's own log "
        "says why it stopped");
  }
  throw OutputError(
      text::concat("stdout cannot be written: ", std::strerror(error)));
}

// A write must not block: a stop signal between a check and the write would
// not be seen. What stdout is shared with (a shell, the parent's other
// children) keeps its flags, so a pipe or terminal is opened a second time.
Output open_output() {
  constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();
  struct stat status {};
  const bool is_known = ::fstat(STDOUT_FILENO, &status) == 0;
  if (is_known && S_ISREG(status.st_mode)) return {STDOUT_FILENO, kUnlimited};
  if (is_known && (S_ISFIFO(status.st_mode) || ::isatty(STDOUT_FILENO) != 0)) {
    const int own =
        ::open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (own >= 0) return {own, kUnlimited};
  }
  // What poll has seen room for does not block (pipe(7)).
  return {STDOUT_FILENO, PIPE_BUF};
}

// Until there is room, or an error to be met. False: the program was asked to
// stop, and the reader has had its time.
bool waits_for_room(int descriptor) {
  const StopToken stop = process_stop();
  while (true) {
    const bool is_stopping = stop.is_stop_requested();
    std::array<pollfd, 2> wait = {
        pollfd{descriptor, POLLOUT, 0},
        // Once readable it stays so; a negative one is ignored.
        pollfd{is_stopping ? -1 : stop.descriptor(), POLLIN, 0}};
    const int left =
        is_stopping ? static_cast<int>(stop.left_of_grace().count()) : -1;
    const int ready = ::poll(wait.data(), wait.size(), left);
    if (wait[0].revents != 0) return true;
    if (ready == 0 && is_stopping) return false;
  }
}

// How many bytes were written; 0: none for now.
std::size_t write_some(const Output& output, std::string_view bytes) {
  const ssize_t written = ::write(output.descriptor, bytes.data(),
                                  std::min(bytes.size(), output.limit));
  if (written >= 0) return static_cast<std::size_t>(written);
  if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) fail(errno);
  return 0;
}

// The reader may still take what is in the pipe: it is not to end in half a
// line. A full pipe can be made larger (to a MiB, by anybody).
void finish_line(const Output& output, std::string_view line) {
  constexpr std::size_t kPage = 4096;
  const int size = ::fcntl(output.descriptor, F_GETPIPE_SZ);
  if (size < 0) return;
  ::fcntl(
      output.descriptor, F_SETPIPE_SZ,
      static_cast<int>(static_cast<std::size_t>(size) + line.size() + kPage));
  pollfd room{output.descriptor, POLLOUT, 0};
  while (!line.empty() && ::poll(&room, 1, 0) == 1) {
    line.remove_prefix(write_some(output, line));
  }
}

}  // namespace

void write_standard_output(std::string_view bytes) {
  static const Output kOutput = open_output();
  bool is_in_line = false;
  while (!bytes.empty()) {
    if (!waits_for_room(kOutput.descriptor)) {
      if (is_in_line)
        finish_line(kOutput, bytes.substr(0, bytes.find('\n') + 1));
      throw OutputError(
          text::concat("stopped by signal ", process_stop().signal(),
                       " while the reader of stdout took nothing"));
    }
    const std::size_t written = write_some(kOutput, bytes);
    if (written > 0) is_in_line = bytes[written - 1] != '\n';
    bytes.remove_prefix(written);
  }
}

}  // namespace cli
