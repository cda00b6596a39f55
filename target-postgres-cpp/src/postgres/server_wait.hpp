#pragma once

#include <chrono>
#include <optional>

#include "cli/stop_token.hpp"

struct pg_conn;

namespace postgres {

// Waiting for the server on behalf of one connection: the one place that does.
// As long as nobody asks the program to stop it lasts as long as the server
// takes. Once somebody does the server has cli::kStopGrace; then what it does
// is cancelled, and soon after it is given up.
class ServerWait {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  explicit ServerWait(cli::StopToken stop) : stop_(stop) {}

  // Waits until the connection's socket is ready for `events` (of poll(2)).
  // False: the deadline came first. Throws PostgresError, as of a lost
  // connection, when the server is given up.
  bool until_ready(pg_conn* connection, short events,
                   std::optional<TimePoint> deadline = std::nullopt);

  bool has_given_up() const { return has_given_up_; }

 private:
  void heed_stop(pg_conn* connection, TimePoint begin);

  // Of poll(2); -1: no end.
  int timeout(std::optional<TimePoint> deadline) const;

  cli::StopToken stop_;
  std::optional<TimePoint> cancelled_at_;
  bool has_given_up_ = false;
};

}  // namespace postgres
