#include "cli/stop_signal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace cli {

namespace {

// What a signal handler may touch: lock-free atomics and a pipe.
std::atomic<int> g_signal{0};
std::array<int, 2> g_pipe{-1, -1};
static_assert(std::atomic<int>::is_always_lock_free);

void on_stop_signal(int signal) {
  int none = 0;
  if (!g_signal.compare_exchange_strong(none, signal)) return;
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

int stop_descriptor() { return g_pipe[0]; }

}  // namespace cli
