#include "cli/stop_signal.hpp"

#include <fcntl.h>
#include <unistd.h>

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
std::atomic<bool> g_is_urgent{false};
std::array<int, 2> g_pipe{-1, -1};
static_assert(std::atomic<int>::is_always_lock_free);
static_assert(std::atomic<std::int64_t>::is_always_lock_free);
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr std::int64_t kNanoseconds = 1'000'000'000;

// As steady_clock::now(), in nanoseconds; to be called in a signal handler.
std::int64_t monotonic_time() {
  timespec time{};
  ::clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * kNanoseconds + time.tv_nsec;
}

void on_stop_signal(int signal) {
  int none = 0;
  const int saved_errno = errno;
  const std::int64_t now = monotonic_time();
  if (!g_signal.compare_exchange_strong(none, signal)) {
    const std::int64_t first = g_time.load();
    if (first != 0 && now - first >= kNanoseconds) g_is_urgent.store(true);
    errno = saved_errno;
    return;
  }
  g_time.store(now);
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

bool is_stop_urgent() { return g_is_urgent.load(); }

int stop_descriptor() { return g_pipe[0]; }

}  // namespace cli
