#include "load/attempts.hpp"

#include <algorithm>

#include "cli/stop_signal.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace load {

namespace {

// A terminated backend is replaced at once, a restarted server within seconds:
// waits of 0.1 s doubling up to 5 s meet both.
constexpr std::chrono::milliseconds kFirstWait{100};
constexpr std::chrono::milliseconds kLongestWait{5000};
// A certificate does not get better by waiting, unless it is just being
// replaced.
constexpr int kMaxTlsFailures = 3;

}  // namespace

Attempts::Attempts(std::chrono::seconds budget, retry::Clock& clock,
                   retry::Backoff::Random random)
    : budget_(budget),
      clock_(clock),
      backoff_(kFirstWait, kLongestWait, std::move(random)) {}

bool Attempts::wait_after(const postgres::PostgresError& error) {
  const auto now = clock_.steady_now();
  if (!first_failure_) first_failure_ = now;
  tls_failures_ = error.is_tls_failure() ? tls_failures_ + 1 : 0;
  if (cli::stop_signal() != 0 || tls_failures_ == kMaxTlsFailures) return false;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      *first_failure_ + budget_ - now);
  if (left.count() <= 0) return false;
  logging::warning(text::concat(error.what(), "; trying again for up to ",
                                (left.count() + 999) / 1000, " s"));
  clock_.sleep_for(std::min(backoff_.next(), left));
  return true;
}

}  // namespace load
