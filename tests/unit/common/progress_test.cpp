#include "logging/progress.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <string>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "logging/log.hpp"

using catching::contains;
using logging::Progress;

namespace {

const Progress::Time kStart{};

// What `body` writes to stderr where that is a terminal so many columns wide.
std::string on_terminal(unsigned short columns,
                        const std::function<void()>& body) {
  const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
  REQUIRE(::grantpt(master) == 0);
  REQUIRE(::unlockpt(master) == 0);
  std::array<char, 128> name{};
  REQUIRE(::ptsname_r(master, name.data(), name.size()) == 0);
  const int terminal = ::open(name.data(), O_RDWR | O_NOCTTY);
  const winsize size{24, columns, 0, 0};
  REQUIRE(::ioctl(terminal, TIOCSWINSZ, &size) == 0);
  const int saved = ::dup(STDERR_FILENO);
  ::dup2(terminal, STDERR_FILENO);
  ::setenv("TERM", "xterm", 1);
  body();
  ::dup2(saved, STDERR_FILENO);
  ::close(saved);
  std::string out;
  std::array<char, 4096> piece{};
  pollfd there{master, POLLIN, 0};
  while (::poll(&there, 1, 0) > 0) {
    const ssize_t size_read = ::read(master, piece.data(), piece.size());
    if (size_read <= 0) break;
    out.append(piece.data(), static_cast<std::size_t>(size_read));
  }
  ::close(terminal);
  ::close(master);
  return out;
}

void show_one() {
  Progress progress(kStart);
  progress.show("starlink", 3526, 1'940'000, kStart + std::chrono::seconds(2));
}

}  // namespace

TEST_CASE("progress: digits are grouped") {
  CHECK(logging::with_thousands(0) == "0");
  CHECK(logging::with_thousands(999) == "999");
  CHECK(logging::with_thousands(1000) == "1,000");
  CHECK(logging::with_thousands(1'234'567) == "1,234,567");
}

TEST_CASE("progress: one line on a terminal, taken away at the end") {
  logging::configure("tap-x");
  CHECK(on_terminal(100, show_one) ==
        "\rtap-x | starlink: 3,526 records, 1,763/s, 1.9 MB\x1b[K\r\x1b[K");
}

TEST_CASE("progress: a narrow terminal's line is cut") {
  logging::configure("tap-x");
  CHECK(on_terminal(20, show_one) == "\rtap-x | starlink: …\x1b[K\r\x1b[K");
}

TEST_CASE("progress: lines of the log go in its place") {
  logging::configure("tap-x");
  const std::string out = on_terminal(100, [] {
    Progress progress(kStart);
    progress.show("a", 1, 0, kStart + std::chrono::seconds(1));
    logging::warning("broken");
    logging::warning("again");
  });
  CHECK_THAT(out, contains("1 records, 1/s, 0.0 MB\x1b[K\r\x1b[K"));
  CHECK_THAT(out, contains("| tap-x | broken\r\n"));
  CHECK(out.ends_with("| tap-x | again\r\n"));
}

TEST_CASE("progress: drawn a few times a second") {
  logging::configure("tap-x");
  const std::string out = on_terminal(100, [] {
    Progress progress(kStart);
    for (int ms = 0; ms <= 1000; ++ms) {
      progress.show("a", 1, 0, kStart + std::chrono::milliseconds(ms));
    }
  });
  std::size_t draws = 0;
  for (std::size_t at = out.find("tap-x"); at != std::string::npos;
       at = out.find("tap-x", at + 1)) {
    ++draws;
  }
  CHECK(draws == 4);
}

TEST_CASE("progress: nothing where nobody watches") {
  logging::configure("tap-x");
  CHECK(captured(show_one).empty());
  ::setenv("TAP_X_LOGLEVEL", "WARNING", 1);
  logging::configure("tap-x");
  CHECK(on_terminal(100, show_one).empty());
  ::unsetenv("TAP_X_LOGLEVEL");
  logging::configure("tap-x");
  CHECK(on_terminal(100, [] {
          ::setenv("TERM", "dumb", 1);
          show_one();
        }).empty());
}
