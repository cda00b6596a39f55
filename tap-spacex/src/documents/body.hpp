#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "json/cursor.hpp"

namespace documents {

// A body that is not what its source answers: another format, no UTF-8, another
// shape, cut off. The message names the fault and where it is.
class BodyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A body of another kind from its first byte on: perhaps another resource's.
class WrongBody : public BodyError {
 public:
  using BodyError::BodyError;
};

// One document of the body as a JSON object, checked to be JSON and UTF-8. The
// names of its members are spelt without needless escapes, and of those of one
// name only the last is there. It borrows from the body and is valid until the
// body's next call.
struct Document {
  std::string_view text;  // from '{' to '}'
  std::span<const json::Member> members;
  bool is_spaced = false;  // white space outside of strings
  std::size_t index = 0;   // 0 for the first document of the body
};

// The largest document accepted; the real ones have at most 4 kB. With it the
// memory of the tap is bounded whatever the body is: a document of nothing but
// members costs some twenty times its size.
inline constexpr std::size_t kMaxDocumentBytes = 1U << 20U;

// What a body says beside its documents, as far as it has been read.
struct Remarks {
  // Names that the schema does not have: left out.
  std::set<std::string, std::less<>> undeclared;
  // Names that the schema has and the whole body has not.
  std::set<std::string, std::less<>> missing;
  // The newest day or instant that the body tells of, in ISO 8601; or empty.
  std::string newest;
  // Of values that are kept as text and could not be understood: how many, and
  // the first.
  std::size_t unclear_count = 0;
  std::string unclear;
};

// Finds the documents of a body that arrives in pieces:
//
//   body.feed(piece);
//   while (const auto document = body.next()) …
//   … at the end: body.finish(), then next() until it has none left
//
// Holds one document and the newest piece.
class Body {
 public:
  Body() = default;
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;
  virtual ~Body() = default;

  virtual void feed(std::string_view piece) = 0;
  // Says that no more pieces come. Call next() until it returns nothing: it
  // throws when the body ended too early.
  virtual void finish() = 0;
  // The next document, or nothing when more pieces are needed or, after
  // finish(), when the body ended as it should. Throws BodyError.
  virtual std::optional<Document> next() = 0;
  // As next(), for who only wants to know that the document is what it should
  // be: whether there was one.
  virtual bool skip() { return next().has_value(); }
  // How many documents next() and skip() have found.
  virtual std::size_t count() const = 0;
  virtual Remarks remarks() const { return {}; }
};

}  // namespace documents
