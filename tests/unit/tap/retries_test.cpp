#include "http/retries.hpp"

#include "catch.hpp"
#include "fake_clock.hpp"

using http::HttpError;
using http::Retries;
using namespace std::chrono_literals;

namespace {

using Milliseconds = std::vector<std::chrono::milliseconds>;

// Always the longest wait of the backoff.
double longest() { return 1.0; }

struct Outcome {
  int tries = 0;
  std::string error;
  Milliseconds sleeps;
};

// Runs an attempt that fails `failures` times.
Outcome run(Retries::Policy policy, int failures, const HttpError& failure) {
  FakeClock clock;
  Outcome outcome;
  try {
    Retries(policy, clock, longest).run([&] {
      if (++outcome.tries <= failures) throw HttpError(failure);
    });
  } catch (const HttpError& error) {
    outcome.error = error.what();
  }
  outcome.sleeps = clock.sleeps;
  return outcome;
}

}  // namespace

TEST_CASE("a passing fault is outwaited with doubled waits") {
  const Outcome outcome = run({5, 500ms, 60s}, 3, HttpError("503", true));
  CHECK(outcome.tries == 4);
  CHECK(outcome.error.empty());
  CHECK(outcome.sleeps == Milliseconds{500ms, 1000ms, 2000ms});
}

TEST_CASE("waits do not pass the longest one") {
  const Outcome outcome = run({6, 500ms, 1500ms}, 5, HttpError("503", true));
  CHECK(outcome.sleeps == Milliseconds{500ms, 1000ms, 1500ms, 1500ms, 1500ms});
}

TEST_CASE("what the server asks for is waited, up to the longest wait") {
  CHECK(run({5, 500ms, 60s}, 1, HttpError("429", true, 7s)).sleeps ==
        Milliseconds{7s});
  CHECK(run({5, 500ms, 60s}, 1, HttpError("429", true, 24h)).sleeps ==
        Milliseconds{60s});
  CHECK(run({5, 500ms, 60s}, 1, HttpError("429", true, 0ms)).sleeps ==
        Milliseconds{0ms});
}

TEST_CASE("a lasting fault ends after max_tries, and says so") {
  const Outcome outcome = run({3, 1ms, 1s}, 99, HttpError("503", true));
  CHECK(outcome.tries == 3);
  CHECK(outcome.error == "503; given up after 3 tries");
  CHECK(outcome.sleeps.size() == 2);
}

TEST_CASE("what no retry helps is thrown at once") {
  const Outcome outcome = run({5, 1ms, 1s}, 99, HttpError("404", false));
  CHECK(outcome.tries == 1);
  CHECK(outcome.error == "404");
  CHECK(outcome.sleeps.empty());
}

TEST_CASE("other errors are not its business") {
  FakeClock clock;
  const Retries retries({5, 1ms, 1s}, clock, longest);
  CHECK_THROWS_AS(retries.run([] { throw std::logic_error("bug"); }),
                  std::logic_error);
  CHECK(clock.sleeps.empty());
}
