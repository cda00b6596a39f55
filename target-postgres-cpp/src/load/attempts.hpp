#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "postgres/postgres_error.hpp"
#include "retry/backoff.hpp"
#include "retry/clock.hpp"

namespace load {

// The tries of one piece of work while the server is away.
class Attempts {
 public:
  // `budget`: from the first failure on.
  Attempts(std::chrono::seconds budget, retry::Clock& clock,
           retry::Backoff::Random random);

  // After a failure: says what happened, waits and returns true, or returns
  // false when the budget is used up, a stop signal came, or TLS failed three
  // times in a row.
  bool wait_after(const postgres::PostgresError& error);

 private:
  std::chrono::seconds budget_;
  retry::Clock& clock_;
  retry::Backoff backoff_;
  std::optional<std::chrono::steady_clock::time_point> first_failure_;
  // One after the other.
  int tls_failures_ = 0;
};

}  // namespace load
