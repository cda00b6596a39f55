#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace logging {

// How far a run has come, for who watches it: one line on a terminal that moves
// ("tap-spacex | starlink: 3,526 records, 1,763/s, 1.9 MB"). Nothing is drawn
// where stderr is no terminal, as under Meltano, where the level is above INFO,
// or the form is not the plain one.
class Progress {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Since when the rate counts. To be made after configure().
  explicit Progress(Time start);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  // Takes the line away.
  ~Progress();

  // Whether show() would draw now: to be asked where its numbers cost
  // something.
  bool is_due(Time now) const;
  // `records` and `bytes` of the whole run, `stream` the one under way; drawn a
  // few times a second, however often this is called.
  void show(std::string_view stream, std::uint64_t records, std::uint64_t bytes,
            Time now);

 private:
  bool is_shown_;
  Time start_;
  Time drawn_;
};

// 1234567 → "1,234,567"
std::string with_thousands(std::uint64_t number);

}  // namespace logging
