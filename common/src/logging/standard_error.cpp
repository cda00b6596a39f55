#include "logging/standard_error.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <climits>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <string>

#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace logging {

namespace {

// To the line's begin, and away with what stands there.
constexpr std::string_view kErase = "\r\x1b[K";

struct Stderr {
  std::mutex mutex;  // lines of several threads never mix
  bool is_stalled = false;
  bool is_drawn = false;
};

Stderr& standard_error() {
  static Stderr instance;
  return instance;
}

using MayWait = bool (*)();
MayWait& may_wait() {
  static MayWait instance = [] { return true; };
  return instance;
}

// Whether stderr takes bytes, which may be waited for.
bool waits_for_room(std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  // Whether it is still to be waited for is asked again after this time.
  constexpr std::int64_t kTick = 100;
  const auto deadline = Clock::now() + patience;
  while (true) {
    const auto left = may_wait()()
                          ? std::chrono::ceil<std::chrono::milliseconds>(
                                deadline - Clock::now())
                          : std::chrono::milliseconds(0);
    pollfd room{STDERR_FILENO, POLLOUT, 0};
    const int ready = ::poll(
        &room, 1,
        static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, kTick)));
    if (ready > 0) return true;
    if (left.count() <= 0) return false;
    if (ready < 0 && errno != EINTR) return false;
  }
}

// A stderr that is closed, or that nobody reads, must not end or stop a load:
// what cannot be written in a while is lost, and until there is room again
// further lines are lost at once.
void write_bytes(Stderr& to, std::string_view rest) {
  constexpr std::chrono::seconds kPatience{5};
  while (!rest.empty()) {
    to.is_stalled =
        !waits_for_room(to.is_stalled ? std::chrono::seconds(0) : kPatience);
    if (to.is_stalled) return;
    // What poll has seen room for does not block (pipe(7)).
    const ssize_t written =
        ::write(STDERR_FILENO, rest.data(),
                std::min<std::size_t>(rest.size(), PIPE_BUF));
    if (written > 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR && errno != EAGAIN) {
      return;
    }
  }
}

std::size_t width() {
  constexpr std::size_t kUsual = 80;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return kUsual;
  }
  return size.ws_col;
}

}  // namespace

void wait_for_standard_error(bool (*may_wait_now)()) {
  may_wait() = may_wait_now;
}

void write_standard_error(std::string_view lines) {
  Stderr& to = standard_error();
  const std::lock_guard lock(to.mutex);
  if (to.is_drawn) write_bytes(to, kErase);
  to.is_drawn = false;
  write_bytes(to, lines);
}

bool can_draw() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && terminal != nullptr &&
         *terminal != '\0' && std::string_view(terminal) != "dumb";
}

void draw_last_line(std::string_view text) {
  // Some terminals go to the next line at the last column; one is for "…".
  constexpr std::size_t kSpared = 2;
  const std::string line = text::concat(
      "\r", text::excerpt(text, std::max(width(), kSpared) - kSpared),
      "\x1b[K");
  Stderr& to = standard_error();
  const std::lock_guard lock(to.mutex);
  write_bytes(to, line);
  to.is_drawn = true;
}

void erase_last_line() {
  Stderr& to = standard_error();
  const std::lock_guard lock(to.mutex);
  if (to.is_drawn) write_bytes(to, kErase);
  to.is_drawn = false;
}

}  // namespace logging
