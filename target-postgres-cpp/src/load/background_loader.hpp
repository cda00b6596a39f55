#pragma once

#include <future>
#include <optional>

#include "load/work_loader.hpp"

namespace load {

// Loads on a thread of its own, one work at a time, while the caller reads on.
class BackgroundLoader {
 public:
  struct Finished {
    // As it was given, so that its memory can be used again.
    Work work;
    Report report;
  };

  // `loader` must outlive this and is to be left alone while it is busy.
  explicit BackgroundLoader(WorkLoader& loader);
  BackgroundLoader(const BackgroundLoader&) = delete;
  BackgroundLoader& operator=(const BackgroundLoader&) = delete;
  // Waits for what is under way.
  ~BackgroundLoader();

  // Only when not busy.
  void start(Work work);
  // From start() until finish().
  bool is_busy() const { return under_way_.valid(); }
  // Waits for the end; throws what load() threw.
  Finished finish();

  // Readable from the end of the work until finish(), to be polled.
  int descriptor() const { return descriptor_; }

 private:
  WorkLoader& loader_;
  int descriptor_;
  std::future<Finished> under_way_;
};

}  // namespace load
