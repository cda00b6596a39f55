#include "postgres/server_wait.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <thread>

#include "postgres/postgres_error.hpp"
#include "text/concat.hpp"

namespace postgres {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What the server has to answer a cancel, and for the ROLLBACK behind it.
constexpr milliseconds kCancelGrace{300};
// The end of a grace is noticed within this time.
constexpr milliseconds kTick{50};

// PQcancel() opens a connection of its own and may wait for ever.
void cancel(pg_conn* connection) {
  PGcancel* const request = PQgetCancel(connection);
  if (request == nullptr) return;
  std::thread([request] {
    std::array<char, 256> why{};
    PQcancel(request, why.data(), why.size());
    PQfreeCancel(request);
  }).detach();
}

}  // namespace

int ServerWait::timeout(std::optional<TimePoint> deadline) const {
  constexpr milliseconds kLongest = std::chrono::hours(1);
  milliseconds left = stop_.is_stop_requested() ? kTick : kLongest;
  if (deadline) {
    left = std::clamp(
        std::chrono::ceil<milliseconds>(*deadline - steady_clock::now()),
        milliseconds(0), left);
  }
  return static_cast<int>(left.count());
}

bool ServerWait::until_ready(pg_conn* connection, short events,
                             std::optional<TimePoint> deadline) {
  const auto begin = steady_clock::now();
  while (true) {
    // Once readable the stop descriptor stays so; negative ones are ignored.
    const int stop = stop_.is_stop_requested() ? -1 : stop_.descriptor();
    std::array<pollfd, 2> descriptors = {
        pollfd{PQsocket(connection), events, 0}, pollfd{stop, POLLIN, 0}};
    if (descriptors[0].fd < 0) return true;  // lost: libpq tells why
    poll(descriptors.data(), descriptors.size(), timeout(deadline));
    if (descriptors[0].revents != 0) return true;
    if (deadline && steady_clock::now() >= *deadline) return false;
    if (stop_.is_stop_requested()) heed_stop(connection, begin);
  }
}

void ServerWait::heed_stop(pg_conn* connection, TimePoint begin) {
  const auto now = steady_clock::now();
  if (stop_.left_of_grace().count() > 0) return;
  if (!cancelled_at_) {
    cancelled_at_ = now;
    cancel(connection);
    return;
  }
  // What is sent after the cancelled statement (ROLLBACK) has its time too.
  if (now < std::max(*cancelled_at_, begin) + kCancelGrace) return;
  has_given_up_ = true;
  const auto grace =
      std::chrono::duration_cast<std::chrono::seconds>(cli::kStopGrace);
  throw PostgresError(
      {.message = text::concat("the server did not answer within ",
                               grace.count(), " s of the signal")});
}

}  // namespace postgres
