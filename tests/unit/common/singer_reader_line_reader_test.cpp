#include "singer/line_reader.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "catch.hpp"
#include "singer/protocol_error.hpp"

namespace {

using singer::LineReader;
using Outcome = LineReader::Outcome;

class Pipe {
 public:
  Pipe() { REQUIRE(pipe(ends_) == 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close(ends_[0]);
    close_write_end();
  }

  int read_end() const { return ends_[0]; }
  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::write(ends_[1], bytes.data(), bytes.size());
      if (count < 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void close_write_end() {
    if (ends_[1] >= 0) close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  int ends_[2] = {-1, -1};
};

LineReader reader_of(const Pipe& pipe, std::size_t max_line_bytes = 1 << 20) {
  LineReader::Options options;
  options.descriptor = pipe.read_end();
  options.max_line_bytes = max_line_bytes;
  options.buffer_bytes = 1;  // the least there is
  return LineReader(options);
}

LineReader::Deadline now() { return std::chrono::steady_clock::now(); }

std::vector<std::string> all_lines(LineReader& reader) {
  std::vector<std::string> lines;
  while (reader.next() == Outcome::kLine) lines.emplace_back(reader.line());
  return lines;
}

}  // namespace

TEST_CASE("lines come one by one, with their numbers") {
  Pipe pipe;
  pipe.write("one\n\nthree\r\n");
  pipe.close_write_end();
  LineReader reader = reader_of(pipe);
  CHECK(reader.next() == Outcome::kLine);
  CHECK(reader.line() == "one");
  CHECK(reader.next() == Outcome::kLine);
  CHECK(reader.line().empty());
  CHECK(reader.line_number() == 2);
  CHECK(reader.next() == Outcome::kLine);
  CHECK(reader.line() == "three\r");
  CHECK(reader.next() == Outcome::kEnd);
  CHECK(reader.next() == Outcome::kEnd);
  CHECK(reader.line_number() == 3);
}

TEST_CASE("a last line without a newline is a line, with a newline behind") {
  Pipe pipe;
  pipe.write("one\ntwo");
  pipe.close_write_end();
  LineReader reader = reader_of(pipe);
  reader.next();
  CHECK(reader.next() == Outcome::kLine);
  CHECK(reader.line() == "two");
  CHECK(reader.line().data()[3] == '\n');
  CHECK(reader.next() == Outcome::kEnd);
}

TEST_CASE("no input is no line") {
  Pipe pipe;
  pipe.close_write_end();
  LineReader reader = reader_of(pipe);
  CHECK(reader.next() == Outcome::kEnd);
}

TEST_CASE("a deadline ends the wait; half a line is kept") {
  Pipe pipe;
  pipe.write("ha");
  LineReader reader = reader_of(pipe);
  CHECK(reader.next(now()) == Outcome::kTimeout);
  CHECK(reader.next(now()) == Outcome::kTimeout);
  pipe.write("lf\nwhole\n");
  CHECK(reader.next(now()) == Outcome::kLine);
  CHECK(reader.line() == "half");
  CHECK(reader.next(now()) == Outcome::kLine);
}

TEST_CASE("a stop hands out what was read, then says so") {
  Pipe pipe;
  Pipe stop;
  LineReader::Options options;
  options.descriptor = pipe.read_end();
  options.stop_descriptor = stop.read_end();
  LineReader reader(options);
  pipe.write("one\ntwo\npart");
  CHECK(reader.next() == Outcome::kLine);
  stop.write("x");
  pipe.write("ial\nnever read\n");
  CHECK(reader.next() == Outcome::kLine);
  CHECK(reader.line() == "two");
  CHECK(reader.next() == Outcome::kStopped);
  CHECK(reader.next() == Outcome::kStopped);
}

TEST_CASE("lines larger than the buffer, and small ones after them") {
  Pipe pipe;
  const std::vector<std::string> lines = {std::string(700'000, 'x'), "small",
                                          std::string(300'000, 'y'),
                                          std::string(131'072, 'z'), "end"};
  std::thread writer([&] {
    for (const std::string& line : lines) pipe.write(line + "\n");
    pipe.close_write_end();
  });
  LineReader reader = reader_of(pipe);
  CHECK(all_lines(reader) == lines);
  writer.join();
}

TEST_CASE("a line beyond the limit is an error before it is read whole") {
  Pipe pipe;
  std::thread writer([&] {
    pipe.write("fits\n" + std::string(400'000, 'x'));
    pipe.close_write_end();
  });
  LineReader reader = reader_of(pipe, 200'000);
  CHECK(reader.next() == Outcome::kLine);
  std::string message;
  try {
    reader.next();
  } catch (const singer::ProtocolError& error) {
    message = error.what();
    CHECK(error.line() == 2);
  }
  CHECK_THAT(message,
             catching::contains("line 2: longer than max_line_bytes (200000)"));
  std::string rest(1 << 16, ' ');
  while (read(pipe.read_end(), rest.data(), rest.size()) > 0) {
  }
  writer.join();
}

TEST_CASE("a line exactly at the limit fits") {
  Pipe pipe;
  pipe.write("12345\n123456\n");
  pipe.close_write_end();
  LineReader reader = reader_of(pipe, 5);
  CHECK(reader.next() == Outcome::kLine);
  CHECK_THROWS_AS(reader.next(), singer::ProtocolError);
}

TEST_CASE("a non-blocking input is waited for") {
  Pipe pipe;
  REQUIRE(fcntl(pipe.read_end(), F_SETFL, O_NONBLOCK) == 0);
  LineReader reader = reader_of(pipe);
  CHECK(reader.next(now()) == Outcome::kTimeout);
  pipe.write("x\n");
  CHECK(reader.next() == Outcome::kLine);
}

TEST_CASE("interrupted system calls are made again") {
  struct sigaction action = {};
  struct sigaction before = {};
  action.sa_handler = [](int) {};
  REQUIRE(sigaction(SIGALRM, &action, &before) == 0);
  const itimerval storm = {{0, 200}, {0, 200}};
  const itimerval calm = {};
  Pipe pipe;
  std::vector<std::string> lines(2000, "some line of text");
  std::thread writer([&] {
    for (const std::string& line : lines) {
      pipe.write(line + "\n");
      std::this_thread::yield();
    }
    pipe.close_write_end();
  });
  setitimer(ITIMER_REAL, &storm, nullptr);
  LineReader reader = reader_of(pipe);
  std::vector<std::string> read;
  while (reader.next() == Outcome::kLine) read.emplace_back(reader.line());
  setitimer(ITIMER_REAL, &calm, nullptr);
  sigaction(SIGALRM, &before, nullptr);
  writer.join();
  CHECK(read == lines);
}

TEST_CASE("inputs that cannot be read are said to be so") {
  LineReader::Options options;
  options.descriptor = open("/", O_RDONLY | O_DIRECTORY);
  REQUIRE(options.descriptor >= 0);
  LineReader directory(options);
  CHECK_THROWS_AS(directory.next(), std::system_error);
  close(options.descriptor);
  LineReader closed(options);
  CHECK_THROWS_AS(closed.next(), std::system_error);
}
