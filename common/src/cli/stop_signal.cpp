#include "cli/stop_signal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <system_error>

namespace cli {

namespace {

// What the signal handler touches, and the end of the pipe it writes to, whose
// other end is the request's descriptor.
StopRequest g_request;
int g_pipe_end = -1;

constexpr std::int64_t kNanoseconds = 1'000'000'000;

// As steady_clock::now(), in nanoseconds; to be called in a signal handler.
std::int64_t monotonic_time() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * kNanoseconds + time.tv_nsec;
}

void on_stop_signal(int signal) {
  // The time first: who sees the signal reads it.
  std::int64_t never = 0;
  if (!g_request.time.compare_exchange_strong(never, monotonic_time())) return;
  g_request.signal.store(signal);
  const int saved_errno = errno;
  const char byte = 1;
  // The pipe is empty and non-blocking: the one byte always fits.
  [[maybe_unused]] const ssize_t written = ::write(g_pipe_end, &byte, 1);
  errno = saved_errno;
}

void make_pipe() {
  if (g_pipe_end != -1) return;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  g_request.descriptor = ends[0];
  g_pipe_end = ends[1];
}

}  // namespace

StopToken install_stop_signals() {
  make_pipe();
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  ::sigemptyset(&action.sa_mask);
  // No SA_RESTART: a blocking read or poll must return.
  for (const int signal : {SIGTERM, SIGINT}) {
    ::sigaction(signal, &action, nullptr);
  }
  return process_stop();
}

StopToken process_stop() { return StopToken(g_request); }

}  // namespace cli
