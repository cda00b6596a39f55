#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "cli/stop_token.hpp"
#include "postgres/postgres_error.hpp"
#include "retry/backoff.hpp"
#include "retry/clock.hpp"

namespace load {

// The tries of one piece of work while the server is away.
class Attempts {
 public:
  // `budget`: of time without a server. What a try works before it fails is
  // none of it. After a `stop` nothing is tried again.
  Attempts(std::chrono::seconds budget, retry::Clock& clock,
           retry::Backoff::Random random, cli::StopToken stop);

  // The server is there: what follows is work.
  void server_is_there();

  // After a failure: says what happened, at first and then now and again, waits
  // and returns true, or returns false when the budget is used up or the
  // program is asked to stop.
  bool wait_after(const postgres::PostgresError& error);

 private:
  using TimePoint = std::chrono::steady_clock::time_point;

  void tell(const postgres::PostgresError& error, TimePoint now,
            std::chrono::milliseconds left);

  std::chrono::milliseconds left_;
  retry::Clock& clock_;
  cli::StopToken stop_;
  retry::Backoff backoff_;
  // Since when the server is away, and since when it was there again.
  std::optional<TimePoint> away_since_;
  std::optional<TimePoint> there_since_;
  std::optional<TimePoint> told_at_;
  // Failures since then.
  std::uint64_t untold_ = 0;
};

}  // namespace load
