#include "cli/stop_token.hpp"

#include <algorithm>

namespace cli {

std::chrono::steady_clock::time_point StopToken::time() const {
  if (request_ == nullptr) return {};
  return std::chrono::steady_clock::time_point(
      std::chrono::nanoseconds(request_->time.load()));
}

std::chrono::milliseconds StopToken::left_of_grace() const {
  using std::chrono::milliseconds;
  if (!is_stop_requested()) return kStopGrace;
  const auto left = time() + kStopGrace - std::chrono::steady_clock::now();
  return std::max(std::chrono::ceil<milliseconds>(left), milliseconds(0));
}

}  // namespace cli
