#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "json/nesting.hpp"

namespace json {

// Bytes that must be readable behind a text given to Cursor, the first of them
// '\n': strings are scanned 16 bytes at a time, and the '\n', which no token
// may hold, ends every scan.
inline constexpr std::size_t kPadding = 16;

enum class Kind : std::uint8_t {
  kNull,
  kFalse,
  kTrue,
  kNumber,
  kString,
  kArray,
  kObject,
};

// "string", "number", … as in messages.
std::string_view kind_name(Kind kind);

// One value where it stands in its text: nothing is converted or copied.
struct RawValue {
  // A string without its quotes, which stand around it, escapes as written; any
  // other kind whole.
  std::string_view text;
  Kind kind = Kind::kNull;
  // A string, or anything inside an array or object, holds …
  bool has_escape = false;          // a backslash
  bool has_nul = false;             // the escape \u0000
  bool has_lone_surrogate = false;  // an escape that is half a character
  // A number with nothing but digits and a sign.
  bool is_integer = false;
  // A number that is NaN, Infinity or -Infinity, or an array or object with
  // one inside. Not JSON, but what Python writes.
  bool has_non_finite = false;
};

// The value as it stands in its text: a string with its quotes.
inline std::string_view json_text(const RawValue& value) {
  if (value.kind != Kind::kString) return value.text;
  return {value.text.data() - 1, value.text.size() + 2};
}

// One member of an object. An object that was read is a list of them, in their
// order; of several of one name the last one counts.
struct Member {
  RawValue key;  // a string
  RawValue value;
};

// JSON text found wrong at `offset` of the text the Cursor was made of.
class SyntaxError : public std::runtime_error {
 public:
  SyntaxError(const std::string& message, std::size_t offset)
      : std::runtime_error(message), offset_(offset) {}
  std::size_t offset() const { return offset_; }

 private:
  std::size_t offset_;
};

// Walks JSON text forward, value by value, checking syntax, UTF-8 and nesting
// as it goes. Numbers keep their digits, strings their escapes. Written for the
// hot path of a loader; RapidJSON's reader cannot do it: 1.1.0 refuses 1e400
// even when asked for raw numbers, and points behind the number when parsing in
// place.
class Cursor {
 public:
  // See kPadding for what must follow the text, which must outlive the cursor.
  explicit Cursor(std::string_view text)
      : begin_(text.data()), at_(text.data()), end_(begin_ + text.size()) {}

  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
  // What was not read yet.
  std::string_view rest() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }

  // Reads any one value whole, the nested ones included.
  RawValue value();

  // Walks an object: `if (enter_object()) do { key(); value(); } while
  // (next_member());`. enter_object() is false for an empty object, then
  // already read; the same for arrays. Each throws when something else stands
  // there.
  bool enter_object();
  bool next_member();
  bool enter_array();
  bool next_item();
  // A member's name and the colon behind it.
  RawValue key();

  // Reads an object whole: all its members are put behind those in `members`.
  void object(std::vector<Member>& members);

  // An object comes next after white space.
  bool at_object() {
    skip_space();
    return *at_ == '{';
  }

  // Reads a member's name and the colon if that is what comes next; `quoted` is
  // the name in quotes, without escapes. For who knows what to expect.
  bool skip_key(std::string_view quoted);

  // Reads `token` if it is what comes next after white space.
  bool skip_token(std::string_view token);

  // Throws unless only white space is left.
  void expect_end();

 private:
  // Not '\n': a line holds none, and it ends every scan.
  void skip_space() {
    while (*at_ == ' ' || *at_ == '\t' || *at_ == '\r') ++at_;
  }
  void nested_value(RawValue& value, int depth);
  void string(RawValue& value);
  void number(RawValue& value);
  void literal(RawValue& value);
  void container(RawValue& whole, int depth);
  void name(RawValue& key);
  bool enter(char open, char close, std::string_view what);
  bool next(char close);
  // Reads a comma, or finds `close` and leaves it.
  bool skip_comma(char close);
  void escape(RawValue& value);
  void digits();
  unsigned hex4(const char* digits) const;
  void check_utf8(std::string_view text) const;
  [[noreturn]] void fail(std::string_view message) const;
  [[noreturn]] void fail_at(const char* place, std::string_view message) const;
  [[noreturn]] void fail_expecting(std::string_view wanted) const;

  const char* begin_;
  const char* at_;
  const char* end_;
};

// Writes the text of a string whose escapes are as written to `out`, which must
// have room for as many bytes as `escaped`; returns how many were written. NUL
// and lone surrogates become U+FFFD: look at the flags where that is no answer.
std::size_t unescape(std::string_view escaped, char* out);

// A string's text: borrowed when nothing is escaped, else put into `scratch`.
std::string_view unescaped(const RawValue& string, std::string& scratch);

}  // namespace json
