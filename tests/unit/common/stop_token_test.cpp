#include "cli/stop_token.hpp"

#include <chrono>

#include "catch.hpp"

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;

namespace {

// As of a request made that long ago.
void ask(cli::StopRequest& request, int signal, milliseconds ago) {
  const auto time = steady_clock::now() - ago;
  request.time = nanoseconds(time.time_since_epoch()).count();
  request.signal = signal;
}

}  // namespace

TEST_CASE("stop token: without a request nobody ever asks") {
  const cli::StopToken token;
  CHECK_FALSE(token.is_stop_requested());
  CHECK(token.signal() == 0);
  CHECK(token.descriptor() == -1);
  CHECK(token.left_of_grace() == cli::kStopGrace);
}

TEST_CASE("stop token: copies tell what their request does") {
  cli::StopRequest request;
  request.descriptor = 7;
  const cli::StopToken token(request);
  const cli::StopToken copy = token;
  CHECK_FALSE(copy.is_stop_requested());
  CHECK(copy.left_of_grace() == cli::kStopGrace);
  ask(request, 15, milliseconds(0));
  CHECK(token.is_stop_requested());
  CHECK(copy.is_stop_requested());
  CHECK(copy.signal() == 15);
  CHECK(copy.descriptor() == 7);
  CHECK(nanoseconds(copy.time().time_since_epoch()).count() == request.time);
}

TEST_CASE("stop token: the grace begins with the request and ends at none") {
  cli::StopRequest request;
  const cli::StopToken token(request);
  ask(request, 2, cli::kStopGrace / 2);
  CHECK(token.left_of_grace() <= cli::kStopGrace / 2);
  ask(request, 2, 2 * cli::kStopGrace);
  CHECK(token.left_of_grace() == milliseconds(0));
}
