#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "cli/stop_token.hpp"
#include "text/fnv1a.hpp"

namespace http {

// Tells one body from another: its size and a hash, made up as it passes by.
class BodyTag {
 public:
  void add(std::string_view piece);
  std::int64_t size() const { return size_; }
  // "<size>-<hash>" in hexadecimal, quoted as an ETag is.
  std::string text() const;

 private:
  // A hash of each eighth byte, so that eight multiplications are under way at
  // a time: one hash of all bytes waits for each.
  std::array<text::Fnv1a, 8> hashes_;
  std::int64_t size_ = 0;
};

// A body in a file, in pieces. Errors are HttpErrors: `failure` is the message
// up to the file's name.
class StoredBody {
 public:
  StoredBody(std::string failure, std::string path, std::int64_t max_bytes,
             cli::StopToken stop = {});

  // Begins at the file's front. The file may then be renamed or removed.
  void open();
  // The next piece, valid until the next call; empty at the end. Throws
  // Interrupted when the program was asked to stop.
  std::string_view next();
  // Reads what is left and begins again.
  std::string tag();

 private:
  [[noreturn]] void fail(std::string_view problem) const;

  std::string failure_;
  std::string path_;
  std::int64_t max_bytes_;
  cli::StopToken stop_;
  std::ifstream file_;
  std::string piece_;
  std::int64_t bytes_ = 0;
};

}  // namespace http
