#include "retry/backoff.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <utility>

namespace retry {

Backoff::Backoff(std::chrono::milliseconds initial,
                 std::chrono::milliseconds maximum, Random random)
    : ceiling_(std::min(initial, maximum)),
      maximum_(maximum),
      random_(std::move(random)) {}

std::chrono::milliseconds Backoff::next() {
  const double share = random_();
  const auto wait = std::chrono::milliseconds(
      static_cast<std::int64_t>(share * static_cast<double>(ceiling_.count())));
  ceiling_ = std::min(ceiling_ * 2, maximum_);
  return wait;
}

Backoff::Random random_from_device() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] {
    return std::uniform_real_distribution<double>(0.0, 1.0)(*engine);
  };
}

}  // namespace retry
