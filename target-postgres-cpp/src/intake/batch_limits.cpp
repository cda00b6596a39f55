#include "intake/batch_limits.hpp"

namespace intake {

bool BatchLimits::is_full(std::uint64_t stream_rows,
                          std::uint64_t all_bytes) const {
  return all_bytes >= bounds_.bytes ||
         (bounds_.rows && stream_rows >= *bounds_.rows);
}

void BatchLimits::row_waits(TimePoint now) {
  if (!since_) since_ = now;
}

std::optional<BatchLimits::TimePoint> BatchLimits::deadline() const {
  if (!since_) return std::nullopt;
  return *since_ + bounds_.wait;
}

bool BatchLimits::is_due(TimePoint now) const {
  return since_ && now >= *deadline();
}

}  // namespace intake
