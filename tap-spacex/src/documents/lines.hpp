#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace documents {

// The lines of a text that arrives in pieces, ended by LF or CRLF; the last one
// may lack its end. Holds one line and the newest piece.
class Lines {
 public:
  // A delimiter: a quoted field (RFC 4180) may hold line ends, which belong to
  // its line then. 0: quotes mean nothing.
  explicit Lines(char quoting_delimiter) : delimiter_(quoting_delimiter) {}

  void feed(std::string_view piece);
  void finish() { is_finished_ = true; }
  // The next line without its end, valid until the next call; or nothing when
  // more pieces are needed or none are left. A line over kMaxDocumentBytes is a
  // BodyError.
  std::optional<std::string_view> next();

  // Of the line that next() returned last: its number, from 1, and whether its
  // end was there.
  std::size_t number() const { return number_; }
  bool is_ended() const { return is_ended_; }
  // The size of the text so far.
  std::size_t size() const { return base_ + buffer_.size(); }

 private:
  std::size_t find_end(std::size_t from) const;

  char delimiter_;
  bool has_quotes_ = false;  // in buffer_
  bool is_finished_ = false;
  bool is_ended_ = false;
  std::string buffer_;
  std::size_t at_ = 0;    // where the next line begins, in buffer_
  std::size_t seen_ = 0;  // up to where buffer_ has no end of that line
  std::size_t base_ = 0;  // offset of buffer_ in the text
  std::size_t number_ = 0;
  std::size_t breaks_ = 0;  // in the line returned last, within quotes
};

}  // namespace documents
