#include "wakeup.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

Wakeup::Wakeup(std::initializer_list<int> descriptors)
    : descriptor_(epoll_create1(EPOLL_CLOEXEC)) {
  bool failed = descriptor_ < 0;
  for (const int each : descriptors) {
    epoll_event event{};
    event.events = EPOLLIN;
    failed = failed || epoll_ctl(descriptor_, EPOLL_CTL_ADD, each, &event) != 0;
  }
  if (failed) throw std::system_error(errno, std::generic_category(), "epoll");
}

Wakeup::~Wakeup() { close(descriptor_); }
