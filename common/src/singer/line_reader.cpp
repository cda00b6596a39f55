#include "singer/line_reader.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>

#include "json/cursor.hpp"
#include "singer/protocol_error.hpp"
#include "text/concat.hpp"

namespace singer {

namespace {

// Less free room than this is not worth a read: the buffer grows instead.
constexpr std::size_t kMinReadBytes = std::size_t{64} << 10U;

[[noreturn]] void fail_to_read(int error) {
  throw std::system_error(error, std::generic_category(),
                          "cannot read the input");
}

int poll_timeout(LineReader::Deadline deadline) {
  if (!deadline) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(
      *deadline - std::chrono::steady_clock::now());
  constexpr auto kMax =
      std::chrono::milliseconds(std::numeric_limits<int>::max());
  return static_cast<int>(
      std::clamp(left, std::chrono::milliseconds(0), kMax).count());
}

}  // namespace

LineReader::LineReader(const Options& options) : options_(options) {
  reallocate(std::max(options_.buffer_bytes, 2 * kMinReadBytes));
  options_.buffer_bytes = capacity_;
#if defined(F_SETPIPE_SZ)
  // A larger pipe means fewer switches between tap and target; no pipe, or no
  // leave to, is no matter.
  constexpr int kPipeBytes = 1 << 20;
  (void)fcntl(options_.descriptor, F_SETPIPE_SZ, kPipeBytes);
#endif
}

LineReader::Outcome LineReader::next(Deadline deadline) {
  while (!take_line()) {
    if (at_end_) {
      if (begin_ == end_) return Outcome::kEnd;
      take_rest();
      return Outcome::kLine;
    }
    make_room();
    switch (fill(deadline)) {
      case Fill::kRead:
        break;
      case Fill::kEnd:
        at_end_ = true;
        break;
      case Fill::kTimeout:
        return Outcome::kTimeout;
      case Fill::kStopped:
        return Outcome::kStopped;
    }
  }
  return Outcome::kLine;
}

bool LineReader::take_line() {
  const char* const from = buffer_.get() + scanned_;
  const void* const found = std::memchr(from, '\n', end_ - scanned_);
  const std::size_t line_end =
      found == nullptr ? end_
                       : static_cast<std::size_t>(
                             static_cast<const char*>(found) - buffer_.get());
  if (line_end - begin_ > options_.max_line_bytes) {
    throw ProtocolError(
        line_number_ + 1,
        text::concat("longer than max_line_bytes (", options_.max_line_bytes,
                     "); raise that setting if such records are meant"));
  }
  scanned_ = line_end;
  if (found == nullptr) return false;
  line_ = {buffer_.get() + begin_, line_end - begin_};
  ++line_number_;
  begin_ = scanned_ = line_end + 1;
  return true;
}

void LineReader::take_rest() {
  buffer_[end_] = '\n';  // there is always the padding
  line_ = {buffer_.get() + begin_, end_ - begin_};
  ++line_number_;
  begin_ = scanned_ = end_;
}

void LineReader::make_room() {
  const std::size_t pending = end_ - begin_;
  if (capacity_ > options_.buffer_bytes &&
      pending + kMinReadBytes <= options_.buffer_bytes) {
    reallocate(options_.buffer_bytes);
  } else if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, pending);
    scanned_ -= begin_;
    begin_ = 0;
    end_ = pending;
  }
  if (capacity_ - end_ < kMinReadBytes) reallocate(2 * capacity_);
}

void LineReader::reallocate(std::size_t capacity) {
  // Not make_unique: what is about to be read over need not be cleared.
  std::unique_ptr<char[]> larger(new char[capacity + json::kPadding]);
  const std::size_t pending = end_ - begin_;
  if (pending > 0) {
    std::memcpy(larger.get(), buffer_.get() + begin_, pending);
  }
  buffer_ = std::move(larger);
  capacity_ = capacity;
  scanned_ -= begin_;
  begin_ = 0;
  end_ = pending;
}

LineReader::Fill LineReader::fill(Deadline deadline) {
  for (;;) {
    const Fill ready = wait(deadline);
    if (ready != Fill::kRead) return ready;
    const ssize_t count =
        read(options_.descriptor, buffer_.get() + end_, capacity_ - end_);
    if (count > 0) {
      end_ += static_cast<std::size_t>(count);
      return Fill::kRead;
    }
    if (count == 0) return Fill::kEnd;
    if (errno != EINTR && errno != EAGAIN) fail_to_read(errno);
  }
}

LineReader::Fill LineReader::wait(Deadline deadline) const {
  pollfd descriptors[] = {{options_.descriptor, POLLIN, 0},
                          {options_.stop_descriptor, POLLIN, 0}};
  for (;;) {
    const int ready = poll(descriptors, 2, poll_timeout(deadline));
    if (ready < 0) {
      if (errno == EINTR) continue;
      fail_to_read(errno);
    }
    if (ready == 0) return Fill::kTimeout;
    if (descriptors[1].revents != 0) return Fill::kStopped;
    return Fill::kRead;
  }
}

}  // namespace singer
