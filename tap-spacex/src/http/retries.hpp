#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "cli/stop_token.hpp"
#include "http/http_error.hpp"
#include "retry/backoff.hpp"
#include "retry/clock.hpp"

namespace http {

// May we try again, how long to wait, how to sleep.
class Retries {
 public:
  struct Policy {
    int max_tries = 5;
    std::chrono::milliseconds wait{500};
    std::chrono::milliseconds wait_max{60'000};
  };

  // After a `stop` nothing is tried again.
  Retries(Policy policy, retry::Clock& clock, retry::Backoff::Random random,
          cli::StopToken stop = {})
      : policy_(policy),
        clock_(clock),
        random_(std::move(random)),
        stop_(stop) {}

  // Calls `attempt` until it returns, throws something that no retry helps, or
  // max_tries are used up; then the last HttpError is thrown on, saying so.
  // Waits what the server's Retry-After asks, else by exponential backoff;
  // never longer than wait_max.
  void run(const std::function<void()>& attempt) const;

 private:
  Policy policy_;
  retry::Clock& clock_;
  retry::Backoff::Random random_;
  cli::StopToken stop_;
};

}  // namespace http
