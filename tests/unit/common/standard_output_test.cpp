#include "cli/standard_output.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

#include "catch.hpp"
#include "cli/run_main.hpp"
#include "cli/stop_signal.hpp"

namespace {

struct Pipe {
  int read_end;
  int write_end;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  return {ends[0], ends[1]};
}

// Runs `body` in a process of its own whose stdout is the pipe's end; the
// process's id.
template <class Body>
pid_t start(const Pipe& pipe, Body body) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(pipe.write_end, STDOUT_FILENO);
    ::close(pipe.write_end);
    ::close(pipe.read_end);
    ::_exit(cli::run_main("test", body));
  }
  ::close(pipe.write_end);
  return child;
}

int exit_status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// More than any pipe holds.
const std::string& large() {
  static const std::string bytes(std::size_t{1} << 22U, 'x');
  return bytes;
}

}  // namespace

TEST_CASE("standard output: all bytes arrive, also through a full pipe") {
  const Pipe pipe = make_pipe();
  const pid_t child = start(pipe, [] {
    cli::write_standard_output(large());
    return 0;
  });
  std::size_t total = 0;
  std::array<char, 65536> buffer{};
  for (ssize_t got = 1; got > 0; total += static_cast<std::size_t>(got)) {
    got = ::read(pipe.read_end, buffer.data(), buffer.size());
    REQUIRE(got >= 0);
  }
  ::close(pipe.read_end);
  CHECK(total == large().size());
  CHECK(exit_status_of(child) == 0);
}

TEST_CASE("standard output: a reader that is gone ends the program with 1") {
  const Pipe pipe = make_pipe();
  ::close(pipe.read_end);
  const pid_t child = start({-1, pipe.write_end}, [] {
    cli::write_standard_output("{}\n");
    return 0;
  });
  CHECK(exit_status_of(child) == 1);
}

TEST_CASE("standard output: a stop signal ends a write nobody takes") {
  const Pipe pipe = make_pipe();
  const Pipe ready = make_pipe();
  const pid_t child = start(pipe, [&] {
    cli::install_stop_signals();
    [[maybe_unused]] const ssize_t told = ::write(ready.write_end, "r", 1);
    cli::write_standard_output(large());
    return 0;
  });
  char byte = 0;
  REQUIRE(::read(ready.read_end, &byte, 1) == 1);
  ::kill(child, SIGTERM);
  CHECK(exit_status_of(child) == 128 + SIGTERM);
  for (const int end : {pipe.read_end, ready.read_end, ready.write_end}) {
    ::close(end);
  }
}
