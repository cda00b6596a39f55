#include "http/retries.hpp"

#include <algorithm>

#include "logging/log.hpp"
#include "text/concat.hpp"

namespace http {

void Retries::run(const std::function<void()>& attempt) const {
  retry::Backoff backoff(policy_.wait, policy_.wait_max, random_);
  for (int tries = 1;; ++tries) {
    try {
      attempt();
      return;
    } catch (const HttpError& error) {
      if (!error.is_retriable()) throw;
      if (tries >= policy_.max_tries) {
        throw HttpError(text::concat(error.what(), "; given up after ", tries,
                                     tries == 1 ? " try" : " tries"),
                        false, {}, error.details());
      }
      const auto wait = std::min(error.retry_after().value_or(backoff.next()),
                                 policy_.wait_max);
      logging::warning(text::concat(error.what(), "; next try in ",
                                    wait.count(), " ms (", tries, " of ",
                                    policy_.max_tries, " made)"));
      clock_.sleep_for(wait);
    }
    if (stop_.is_stop_requested()) throw Interrupted();
  }
}

}  // namespace http
