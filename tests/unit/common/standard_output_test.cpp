#include "cli/standard_output.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <cstdlib>
#include <initializer_list>
#include <thread>

#include "child_program.hpp"

namespace {

constexpr std::size_t kLarge = std::size_t{1} << 22U;  // no pipe holds that

std::string lines_of(std::size_t length) {
  std::string out;
  while (out.size() < kLarge) out += std::string(length - 1, 'x') + '\n';
  return out;
}

// Of a program that writes much to `output`, from which nobody reads, and gets
// the signals one after the other.
int status_after(int output, const std::string& bytes,
                 std::initializer_list<int> signals) {
  const pid_t child =
      start_stoppable(output, [&] { cli::write_standard_output(bytes); });
  for (const int signal : signals) {
    ::kill(child, signal);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return exit_status_of(child);
}

}  // namespace

TEST_CASE("standard output: all bytes arrive, also through a full pipe") {
  const Pipe pipe = make_pipe();
  const std::string bytes = lines_of(1000);
  const pid_t child = start(pipe.write_end, [&] {
    cli::write_standard_output(bytes);
    return 0;
  });
  CHECK(rest_of(pipe.read_end) == bytes);
  CHECK(exit_status_of(child) == 0);
}

TEST_CASE("standard output: all bytes arrive in a file, behind what it has") {
  char path[] = "/tmp/standard_output_test_XXXXXX";
  const int file = ::mkstemp(path);
  REQUIRE(::write(file, "first\n", 6) == 6);
  const std::string bytes = lines_of(1000);
  CHECK(exit_status_of(start(file, [&] {
          cli::write_standard_output(bytes);
          return 0;
        })) == 0);
  CHECK(rest_of(::open(path, O_RDONLY)) == "first\n" + bytes);
  ::unlink(path);
}

TEST_CASE("standard output: the flags of a shared pipe stay as they were") {
  const Pipe pipe = make_pipe();
  const int shared = ::dup(pipe.write_end);
  const pid_t child = start_stoppable(
      pipe.write_end, [] { cli::write_standard_output("{}\n"); });
  CHECK(exit_status_of(child) == 0);
  CHECK((::fcntl(shared, F_GETFL) & O_NONBLOCK) == 0);
  ::close(shared);
  CHECK(rest_of(pipe.read_end) == "{}\n");
}

TEST_CASE("standard output: a reader that is gone ends the program with 1") {
  const Pipe pipe = make_pipe();
  ::close(pipe.read_end);
  const pid_t child = start(pipe.write_end, [] {
    cli::write_standard_output("{}\n");
    return 0;
  });
  CHECK(exit_status_of(child) == 1);
}

TEST_CASE("standard output: stop signals end a write nobody takes") {
  const std::string bytes = lines_of(100);
  for (const auto signals : {std::initializer_list<int>{SIGTERM},
                             {SIGINT, SIGTERM},
                             {SIGTERM, SIGINT, SIGTERM},
                             {SIGINT, SIGINT, SIGINT, SIGINT, SIGINT, SIGTERM,
                              SIGTERM, SIGTERM, SIGINT, SIGTERM}}) {
    const Pipe pipe = make_pipe();
    CHECK(status_after(pipe.write_end, bytes, signals) ==
          128 + *signals.begin());
    CHECK(rest_of(pipe.read_end).back() == '\n');
  }
}

TEST_CASE(
    "standard output: ended in a line longer than the pipe, it is whole") {
  const std::string bytes = lines_of(300'000);
  const Pipe pipe = make_pipe();
  CHECK(status_after(pipe.write_end, bytes, {SIGTERM, SIGINT}) ==
        128 + SIGTERM);
  CHECK(rest_of(pipe.read_end) == bytes.substr(0, 300'000));
}

TEST_CASE("standard output: stop signals end a write to a socket or terminal") {
  const std::string bytes = lines_of(100);
  std::array<int, 2> sockets{};
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()) == 0);
  CHECK(status_after(sockets[0], bytes, {SIGINT, SIGTERM}) == 128 + SIGINT);
  ::close(sockets[1]);

  const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
  REQUIRE(master >= 0);
  REQUIRE(::grantpt(master) == 0);
  REQUIRE(::unlockpt(master) == 0);
  const int terminal = ::open(::ptsname(master), O_RDWR | O_NOCTTY);
  REQUIRE(terminal >= 0);
  CHECK(status_after(terminal, bytes, {SIGINT, SIGTERM}) == 128 + SIGINT);
  ::close(master);
}

TEST_CASE("standard output: a signal that came before ends no write") {
  const Pipe pipe = make_pipe();
  const pid_t child = start_stoppable(pipe.write_end, [] {
    while (cli::process_stop().left_of_grace().count() > 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    cli::write_standard_output("{\"last\": 1}\n");
  });
  ::kill(child, SIGTERM);
  CHECK(exit_status_of(child) == 0);
  CHECK(rest_of(pipe.read_end) == "{\"last\": 1}\n");
}
