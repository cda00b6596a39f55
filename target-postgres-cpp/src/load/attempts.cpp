#include "load/attempts.hpp"

#include <algorithm>

#include "logging/log.hpp"
#include "text/concat.hpp"

namespace load {

namespace {

using std::chrono::milliseconds;

// A terminated backend is replaced at once, a restarted server within seconds:
// waits of 0.1 s doubling up to 5 s meet both.
constexpr milliseconds kFirstWait{100};
constexpr milliseconds kLongestWait{5000};
// Twenty tries a minute are too many lines.
constexpr std::chrono::seconds kTellInterval{10};

}  // namespace

Attempts::Attempts(std::chrono::seconds budget, retry::Clock& clock,
                   retry::Backoff::Random random, cli::StopToken stop)
    : left_(budget),
      clock_(clock),
      stop_(stop),
      backoff_(kFirstWait, kLongestWait, std::move(random)) {}

void Attempts::server_is_there() {
  const auto now = clock_.steady_now();
  if (away_since_) left_ -= std::chrono::ceil<milliseconds>(now - *away_since_);
  away_since_.reset();
  there_since_ = now;
}

bool Attempts::wait_after(const postgres::PostgresError& error) {
  const auto now = clock_.steady_now();
  // To wait for a lock is no work.
  const bool has_waited = told_at_ && there_since_ && error.is_lock_timeout();
  if (!away_since_) away_since_ = has_waited ? *there_since_ : now;
  const auto left = left_ - std::chrono::ceil<milliseconds>(now - *away_since_);
  if (stop_.is_stop_requested() || left.count() <= 0) return false;
  tell(error, now, left);
  clock_.sleep_for(std::min(backoff_.next(), left));
  return true;
}

void Attempts::tell(const postgres::PostgresError& error, TimePoint now,
                    milliseconds left) {
  ++untold_;
  if (told_at_ && now - *told_at_ < kTellInterval) return;
  const std::string times = untold_ == 1
                                ? std::string()
                                : text::concat(" (", untold_, " times since)");
  logging::warning(text::concat(error.what(), times,
                                "; trying again for up to ",
                                (left.count() + 999) / 1000, " s"));
  told_at_ = now;
  untold_ = 0;
}

}  // namespace load
