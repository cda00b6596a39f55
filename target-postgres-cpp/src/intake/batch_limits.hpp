#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace intake {

// When rows that wait must be loaded. Does nothing but compare: who holds the
// rows tells of them, and the time is given.
class BatchLimits {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  struct Bounds {
    // Of one stream; unset: any number.
    std::optional<std::uint64_t> rows = {};
    // Of all streams together.
    std::uint64_t bytes = 0;
    std::chrono::seconds wait{};
  };

  explicit BatchLimits(const Bounds& bounds) : bounds_(bounds) {}

  // So many rows of the stream that grew, and so many bytes of all, are enough.
  bool is_full(std::uint64_t stream_rows, std::uint64_t all_bytes) const;

  // Some row waits, since `now` unless one did before.
  void row_waits(TimePoint now);
  // None does any more.
  void rows_taken() { since_.reset(); }
  // When those that wait must be loaded, however few; nothing: none waits.
  std::optional<TimePoint> deadline() const;
  bool is_due(TimePoint now) const;

 private:
  Bounds bounds_;
  std::optional<TimePoint> since_;
};

}  // namespace intake
