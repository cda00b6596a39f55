#include "load/attempts.hpp"

#include <chrono>
#include <csignal>
#include <string>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "fake_clock.hpp"

using std::chrono::seconds;

namespace {

const postgres::PostgresError kRefused({.sqlstate = "08001",
                                        .message = "connection refused"});
const postgres::PostgresError kLocked({.sqlstate = "55P03",
                                       .message = "lock timeout"});

load::Attempts attempts_of(FakeClock& clock, seconds budget,
                           cli::StopToken stop = {}) {
  return {budget, clock, [] { return 0.999; }, stop};
}

std::size_t lines_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a server that stays away is given up when the budget is spent") {
  FakeClock clock;
  clock.pass(seconds(30));  // the first try
  auto attempts = attempts_of(clock, seconds(60));
  while (attempts.wait_after(kRefused)) clock.pass(seconds(1));
  CHECK(clock.passed() >= seconds(90));
  CHECK(clock.passed() < seconds(97));
}

TEST_CASE("what a try works before it fails is not of the budget") {
  FakeClock clock;
  auto attempts = attempts_of(clock, seconds(10));
  int tries = 0;
  do {
    attempts.server_is_there();
    clock.pass(seconds(100));
    ++tries;
  } while (attempts.wait_after(kRefused));
  // Waits of 0.1 s doubling: seven make ten seconds.
  CHECK(tries == 8);
}

TEST_CASE("the wait for a lock is of the budget") {
  FakeClock clock;
  auto attempts = attempts_of(clock, seconds(10));
  int tries = 0;
  do {
    attempts.server_is_there();
    clock.pass(seconds(3));
    ++tries;
  } while (attempts.wait_after(kLocked));
  CHECK(tries == 5);
}

TEST_CASE("no budget is no second try") {
  FakeClock clock;
  auto attempts = attempts_of(clock, seconds(0));
  CHECK_FALSE(attempts.wait_after(kRefused));
}

TEST_CASE("nothing is tried again once somebody asks to stop") {
  FakeClock clock;
  cli::StopRequest request;
  auto attempts = attempts_of(clock, seconds(60), cli::StopToken(request));
  CHECK(attempts.wait_after(kRefused));
  request.signal = SIGTERM;
  const auto before = clock.passed();
  CHECK_FALSE(attempts.wait_after(kRefused));
  CHECK(clock.passed() == before);
}

TEST_CASE("a server that is away is told of every ten seconds, with counts") {
  FakeClock clock;
  const std::string log = captured([&] {
    auto attempts = attempts_of(clock, seconds(60));
    while (attempts.wait_after(kRefused)) {
    }
  });
  CHECK(lines_of(log, "connection refused") <= 7);
  CHECK_THAT(log, catching::contains(
                      "connection refused (SQLSTATE 08001); trying again for "
                      "up to 60 s"));
  CHECK_THAT(log, catching::contains("(SQLSTATE 08001) (") &&
                      catching::contains(" times since); trying again for up "
                                         "to "));
}
