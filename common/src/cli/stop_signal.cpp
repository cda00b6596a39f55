#include "cli/stop_signal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <system_error>

namespace cli {

namespace {

// What a signal handler may touch: lock-free atomics and a pipe.
std::atomic<int> g_signal{0};
std::atomic<std::int64_t> g_time{0};
std::array<int, 2> g_pipe{-1, -1};
static_assert(std::atomic<int>::is_always_lock_free);
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

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
  if (!g_time.compare_exchange_strong(never, monotonic_time())) return;
  g_signal.store(signal);
  const int saved_errno = errno;
  const char byte = 1;
  // The pipe is empty and non-blocking: the one byte always fits.
  [[maybe_unused]] const ssize_t written = ::write(g_pipe[1], &byte, 1);
  errno = saved_errno;
}

}  // namespace

void install_stop_signals() {
  if (g_pipe[0] == -1 && ::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe");
  }
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  ::sigemptyset(&action.sa_mask);
  // No SA_RESTART: a blocking read or poll must return.
  for (const int signal : {SIGTERM, SIGINT}) {
    ::sigaction(signal, &action, nullptr);
  }
}

int stop_signal() { return g_signal.load(); }

std::chrono::steady_clock::time_point stop_time() {
  return std::chrono::steady_clock::time_point(
      std::chrono::nanoseconds(g_time.load()));
}

std::chrono::milliseconds left_of_stop_grace() {
  using std::chrono::milliseconds;
  if (stop_signal() == 0) return kStopGrace;
  const auto left = stop_time() + kStopGrace - std::chrono::steady_clock::now();
  return std::max(std::chrono::ceil<milliseconds>(left), milliseconds(0));
}

int stop_descriptor() { return g_pipe[0]; }

}  // namespace cli
