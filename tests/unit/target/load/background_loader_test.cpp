#include "load/background_loader.hpp"

#include <poll.h>

#include <mutex>
#include <stdexcept>
#include <thread>

#include "catch.hpp"

namespace {

// Loads when it may; an activation of version 0 fails.
class SlowLoader final : public load::WorkLoader {
 public:
  load::Report load(const load::Work& work) override {
    const std::lock_guard lock(may_load);
    thread = std::this_thread::get_id();
    ++works;
    const auto& activation = work.activations.at(0);
    if (activation.version == 0) throw std::runtime_error("version 0");
    return {{activation.stream, 7}};
  }

  // Held: it waits.
  std::mutex may_load;
  // To be read while nothing is under way.
  std::thread::id thread;
  int works = 0;
};

load::Work work_of(std::int64_t version) {
  load::Work work;
  work.activations.push_back({"a", version});
  return work;
}

// Within `milliseconds`; -1: however long it takes.
bool is_readable(int descriptor, int milliseconds = 0) {
  pollfd polled{descriptor, POLLIN, 0};
  return ::poll(&polled, 1, milliseconds) == 1;
}

}  // namespace

TEST_CASE("work is loaded on another thread while the caller goes on") {
  SlowLoader loader;
  load::BackgroundLoader background(loader);
  CHECK_FALSE(background.is_busy());
  {
    const std::lock_guard lock(loader.may_load);
    background.start(work_of(1));
    CHECK(background.is_busy());
    CHECK_FALSE(is_readable(background.descriptor()));
  }
  const auto finished = background.finish();
  CHECK_FALSE(background.is_busy());
  CHECK(loader.thread != std::this_thread::get_id());
  REQUIRE(finished.work.activations.size() == 1);
  CHECK(finished.work.activations[0].version == 1);
  REQUIRE(finished.report.size() == 1);
  CHECK(finished.report[0].rows == 7);
}

TEST_CASE("the end of the work can be polled until it is taken") {
  SlowLoader loader;
  load::BackgroundLoader background(loader);
  background.start(work_of(1));
  CHECK(is_readable(background.descriptor(), -1));
  CHECK(is_readable(background.descriptor()));
  CHECK(background.is_busy());
  (void)background.finish();
  CHECK_FALSE(is_readable(background.descriptor()));
}

TEST_CASE("work that failed says so, and other work can be done") {
  SlowLoader loader;
  load::BackgroundLoader background(loader);
  background.start(work_of(0));
  CHECK(is_readable(background.descriptor(), -1));
  CHECK_THROWS_WITH(background.finish(), "version 0");
  CHECK_FALSE(background.is_busy());
  CHECK_FALSE(is_readable(background.descriptor()));
  background.start(work_of(2));
  CHECK(background.finish().work.activations.at(0).version == 2);
}

TEST_CASE("what is under way is waited for at the end") {
  SlowLoader loader;
  {
    load::BackgroundLoader background(loader);
    background.start(work_of(1));
    background.finish();
    background.start(work_of(0));
  }
  // Nothing uses the loader any more.
  CHECK(loader.works == 2);
}
