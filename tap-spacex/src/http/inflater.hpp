#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

struct z_stream_s;

namespace http {

// Compressed data that is broken; the message says how.
class InflateError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Decodes a gzip body (RFC 1952, several members too) in pieces of bounded
// size, whatever the ratio is, and knows whether its trailer has been seen.
// Done here and not in libcurl so that waiting transfers are kept compressed
// and a bomb stops after one piece.
class Inflater {
 public:
  Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater();

  // Decodes from the front of `input`, removing what it has used, and returns
  // the next piece, valid until the next call. Empty: more input is needed.
  std::string_view inflate(std::string_view& input);

  // The last member is complete, its checksum and length right.
  bool is_complete() const { return is_complete_; }

 private:
  std::unique_ptr<z_stream_s> stream_;
  std::string piece_;
  bool is_complete_ = false;
};

}  // namespace http
