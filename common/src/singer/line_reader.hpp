#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace singer {

// Hands out the lines of a file descriptor one at a time, out of one buffer
// that is filled by large reads. Memory is bounded by `max_line_bytes`; after a
// large line the buffer shrinks to `buffer_bytes` again.
class LineReader {
 public:
  struct Options {
    int descriptor = 0;
    // Polled beside the input (cli::StopToken::descriptor()); -1: none.
    int stop_descriptor = -1;
    std::size_t max_line_bytes = std::size_t{256} << 20U;
    std::size_t buffer_bytes = std::size_t{1} << 20U;
  };

  enum class Outcome {
    kLine,     // line() and line_number() are the next line
    kTimeout,  // the deadline passed while no complete line was there
    kStopped,  // the stop descriptor became readable, and every complete line
               // read before that was handed out
    kEnd,      // end of input; every line was handed out
  };

  using Deadline = std::optional<std::chrono::steady_clock::time_point>;

  // The descriptors stay the caller's.
  explicit LineReader(const Options& options);

  // Waits for the next line; without a deadline, for ever. Lines already read
  // are handed out at once, whatever the clock says. A last line without a
  // newline is a line. Throws ProtocolError when a line is longer than
  // max_line_bytes, std::system_error when the input cannot be read.
  Outcome next(Deadline deadline = std::nullopt);

  // The line without its end ("\n"). Valid until the next call of next().
  // Always followed by '\n' and at least json::kPadding readable bytes, as
  // json::Cursor asks for.
  std::string_view line() const { return line_; }
  // Counted from 1.
  std::uint64_t line_number() const { return line_number_; }

 private:
  enum class Fill { kRead, kTimeout, kStopped, kEnd };

  bool take_line();
  void take_rest();
  void make_room();
  void reallocate(std::size_t capacity);
  Fill fill(Deadline deadline);
  Fill wait(Deadline deadline) const;

  Options options_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;    // of what was not handed out
  std::size_t scanned_ = 0;  // no newline in [begin_, scanned_)
  std::size_t end_ = 0;      // of what was read
  bool at_end_ = false;
  std::string_view line_;
  std::uint64_t line_number_ = 0;
};

}  // namespace singer
