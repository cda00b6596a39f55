#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "json/scanner.hpp"

namespace documents {

// A body that is not what the API answers: no JSON, no UTF-8, another shape,
// cut off. The message names the fault and the byte offset.
class BodyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A body of another kind from its first byte on: perhaps another resource's.
class WrongBody : public BodyError {
 public:
  using BodyError::BodyError;
};

// One object of the body, checked to be JSON and UTF-8. The names of its
// members are spelt without needless escapes. It borrows from the reader and is
// valid until the reader's next call.
struct Document {
  std::string_view text;  // from '{' to '}', as the body has it
  std::span<const json::Member> members;
  bool is_spaced = false;  // white space outside of strings
  std::size_t index = 0;   // 0 for the first document of the body
};

// What a body holds at its top.
enum class Root { kArray, kObject };

// The largest document accepted; the real ones have at most 4 kB. With it the
// memory of the tap is bounded whatever the body is: a document of nothing but
// members costs some twelve times its size.
inline constexpr std::size_t kMaxDocumentBytes = 1U << 20U;

// Finds the documents of a body that arrives in pieces:
//
//   reader.feed(piece);
//   while (const auto document = reader.next()) …
//   … at the end: reader.finish(), then next() until it has none left
//
// Holds one document and the newest piece.
class BodyReader {
 public:
  explicit BodyReader(Root root) : root_(root) {}

  void feed(std::string_view piece);
  // Says that no more pieces come. Call next() until it returns nothing: it
  // throws when the body ended too early.
  void finish() { is_finished_ = true; }
  // The next document, or nothing when more pieces are needed or, after
  // finish(), when the body ended as it should. Throws BodyError.
  std::optional<Document> next();

  // How many documents next() has returned.
  std::size_t count() const { return count_; }

 private:
  enum class Place { kStart, kFirstOrEnd, kElement, kBehindElement, kEnd };

  bool skip_spaces();
  bool start();
  std::optional<Document> scan_document();
  void spell_names_plainly();
  [[noreturn]] void fail(std::size_t at, std::string_view fault) const;
  [[noreturn]] void fail_truncated() const;

  Root root_;
  Place place_ = Place::kStart;
  bool is_finished_ = false;
  std::string buffer_;
  std::size_t at_ = 0;    // of the next byte to look at, in buffer_
  std::size_t base_ = 0;  // offset of buffer_ in the body
  // An incomplete document is scanned again when this much of it is there:
  // doubled each time, so that a long one costs linear time.
  std::size_t wanted_ = 0;
  std::size_t count_ = 0;
  std::vector<json::Member> members_;
  // Names of members_ that the body spells with escapes.
  std::deque<std::string> names_;
};

}  // namespace documents
