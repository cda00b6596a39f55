#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

#include "catch.hpp"
#include "cli/run_main.hpp"
#include "cli/stop_signal.hpp"

// A program in a process of its own, which may be sent signals.

struct Pipe {
  int read_end;
  int write_end;
};

inline Pipe make_pipe() {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  return {ends[0], ends[1]};
}

// Runs `body` as a program whose stdout is `output`, which the caller loses;
// the process's id.
template <class Body>
pid_t start(int output, Body body) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(output, STDOUT_FILENO);
    ::close(output);
    ::_exit(cli::run_main("test", body));
  }
  ::close(output);
  return child;
}

// As start(), and waits until the program takes stop signals.
template <class Body>
pid_t start_stoppable(int output, Body body) {
  const Pipe ready = make_pipe();
  const pid_t child = start(output, [&] {
    cli::install_stop_signals();
    [[maybe_unused]] const ssize_t told = ::write(ready.write_end, "r", 1);
    body();
    return 0;
  });
  char byte = 0;
  REQUIRE(::read(ready.read_end, &byte, 1) == 1);
  ::close(ready.read_end);
  ::close(ready.write_end);
  return child;
}

inline int exit_status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// What is still to be read from it, to its end.
inline std::string rest_of(int descriptor) {
  std::string out;
  std::array<char, 65536> buffer{};
  for (ssize_t got = 1; got > 0;) {
    got = ::read(descriptor, buffer.data(), buffer.size());
    if (got > 0) out.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ::close(descriptor);
  return out;
}
