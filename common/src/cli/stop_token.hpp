#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace cli {

// Once asked to stop, a program waits this long for others: a reader to take, a
// server to answer.
inline constexpr std::chrono::milliseconds kStopGrace{1000};

// A request to stop, made once by whoever owns it and seen by its tokens. All
// that a signal's handler touches: lock-free, and a descriptor.
struct StopRequest {
  // The signal that asked; 0: none did.
  std::atomic<int> signal{0};
  // When, in nanoseconds of steady_clock; to be set before `signal`.
  std::atomic<std::int64_t> time{0};
  // Readable, for good, once asked; -1: none. To be set before tokens are made.
  int descriptor = -1;
};
static_assert(std::atomic<int>::is_always_lock_free);
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

// Tells whether the program is asked to stop, to code that need not know by
// what. A value: copies tell the same.
class StopToken {
 public:
  // Nobody ever asks.
  StopToken() = default;
  // `request` must outlive all copies.
  explicit StopToken(const StopRequest& request) : request_(&request) {}

  bool is_stop_requested() const { return signal() != 0; }
  // The signal that asked; 0: none did.
  int signal() const {
    return request_ == nullptr ? 0 : request_->signal.load();
  }
  // When it did.
  std::chrono::steady_clock::time_point time() const;
  // What is left of kStopGrace, 0 at least; all of it while nobody has asked.
  std::chrono::milliseconds left_of_grace() const;
  // Readable, and stays so, once asked: to be polled beside what is waited for,
  // so that no request is missed between a check and a wait. -1: none.
  int descriptor() const {
    return request_ == nullptr ? -1 : request_->descriptor;
  }

 private:
  const StopRequest* request_ = nullptr;
};

}  // namespace cli
