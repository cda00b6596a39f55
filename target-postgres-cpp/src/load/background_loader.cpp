#include "load/background_loader.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace load {

namespace {

// Raises the descriptor however the scope is left.
class Raise {
 public:
  explicit Raise(int descriptor) : descriptor_(descriptor) {}
  Raise(const Raise&) = delete;
  Raise& operator=(const Raise&) = delete;
  ~Raise() { eventfd_write(descriptor_, 1); }

 private:
  int descriptor_;
};

}  // namespace

BackgroundLoader::BackgroundLoader(WorkLoader& loader)
    : loader_(loader), descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) {
    throw std::system_error(errno, std::generic_category(), "eventfd");
  }
}

BackgroundLoader::~BackgroundLoader() {
  if (under_way_.valid()) under_way_.wait();
  close(descriptor_);
}

void BackgroundLoader::start(Work work) {
  try {
    under_way_ = std::async(
        std::launch::async, [this, moved = std::move(work)]() mutable {
          const Raise raise(descriptor_);
          Report report = loader_.load(moved);
          return Finished{std::move(moved), std::move(report)};
        });
  } catch (const std::system_error&) {
    // EAGAIN stands for either.
    throw std::runtime_error(
        "no thread can be started: out of memory, or the limit of processes "
        "(ulimit -u) is reached");
  }
}

BackgroundLoader::Finished BackgroundLoader::finish() {
  under_way_.wait();
  eventfd_t count = 0;
  eventfd_read(descriptor_, &count);
  return under_way_.get();
}

}  // namespace load
