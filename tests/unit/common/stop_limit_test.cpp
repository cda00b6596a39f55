#include "cli/stop_limit.hpp"

#include <chrono>
#include <thread>

#include "child_program.hpp"
#include "logging/log.hpp"

using cli::limit_stop_time;

TEST_CASE("stop limit: ends a program that waits for something else") {
  for (const int signal : {SIGTERM, SIGINT}) {
    const pid_t child = start_stoppable(::dup(STDOUT_FILENO), [] {
      limit_stop_time(cli::process_stop());
      while (true) std::this_thread::sleep_for(std::chrono::hours(1));
    });
    ::kill(child, signal);
    CHECK(exit_status_of(child) == 128 + signal);
  }
}

TEST_CASE("stop limit: without a signal nothing ends") {
  const pid_t child = start_stoppable(::dup(STDOUT_FILENO), [] {
    limit_stop_time(cli::process_stop());
    std::this_thread::sleep_for(cli::kStopLimit + std::chrono::seconds(1));
  });
  CHECK(exit_status_of(child) == 0);
}

TEST_CASE(
    "stop limit: a stderr nobody reads is not waited for after a signal") {
  const Pipe pipe = make_pipe();
  const pid_t child = start_stoppable(::dup(STDOUT_FILENO), [&] {
    ::dup2(pipe.write_end, STDERR_FILENO);
    // Fills the pipe, and then waits.
    while (cli::process_stop().signal() == 0)
      logging::warning(std::string(4000, 'x'));
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ::kill(child, SIGTERM);
  ::kill(child, SIGINT);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(exit_status_of(child) == 0);
  // As long as logging waits where nobody is asked to stop.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(4));
  ::close(pipe.read_end);
  ::close(pipe.write_end);
}
