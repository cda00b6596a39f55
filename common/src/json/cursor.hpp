#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/nesting.hpp"
#include "json/syntax_error.hpp"

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

// What passes beside RFC 8259.
enum class Strictness : std::uint8_t {
  // What Python writes: NaN, Infinity, and halves of characters as escapes.
  // All are flagged, so that a target can say what to do about a value.
  kPython,
  // Nothing.
  kStrict,
};

// Walks JSON text forward, value by value, checking syntax, UTF-8 and nesting
// as it goes. Numbers keep their digits, strings their escapes. Written for the
// hot path of a loader; RapidJSON's reader cannot do it: 1.1.0 refuses 1e400
// even when asked for raw numbers, and points behind the number when parsing in
// place.
class Cursor {
 public:
  // See kPadding for what must follow the text, which must outlive the cursor.
  explicit Cursor(std::string_view text,
                  Strictness strictness = Strictness::kPython)
      : begin_(text.data()),
        at_(text.data()),
        end_(begin_ + text.size()),
        is_strict_(strictness == Strictness::kStrict) {}

  std::size_t offset() const { return static_cast<std::size_t>(at_ - begin_); }
  // What was not read yet.
  std::string_view rest() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }

  // White space was read, outside of strings.
  bool has_space() const { return has_space_; }

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
  // `depth`: so many levels count as nesting already.
  void object(std::vector<Member>& members, int depth = 0);

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
  // Of the '\n' behind the text none is white space: it ends every scan.
  void skip_space() {
    while (static_cast<unsigned char>(*at_) <= ' ' && is_space()) {
      ++at_;
      has_space_ = true;
    }
  }
  bool is_space() const {
    return *at_ == ' ' || *at_ == '\t' || *at_ == '\r' ||
           (*at_ == '\n' && at_ < end_);
  }
  void nested_value(RawValue& value, int depth);
  void string(RawValue& value);
  void number(RawValue& value);
  void literal(RawValue& value);
  void container(RawValue& whole, int depth);
  void name(RawValue& key);
  bool enter(char open, char close);
  bool next(char close);
  // Reads a comma, or finds `close` and leaves it.
  bool skip_comma(char close);
  void escape(RawValue& value);
  void digits(Fault fault);
  unsigned hex4(const char* digits) const;
  void check_utf8(std::string_view text) const;
  void skip_beginning_of_literal();
  void lone_surrogate(RawValue& value, const char* next);
  [[noreturn]] void fail(Fault fault, std::string_view message) const;
  [[noreturn]] void fail_at(const char* place, Fault fault,
                            std::string_view message) const;
  [[noreturn]] void fail_expecting(Fault fault, std::string_view wanted) const;

  const char* begin_;
  const char* at_;
  const char* end_;
  bool is_strict_;
  bool has_space_ = false;
};

// What becomes of the escape \u0000.
enum class Nul : std::uint8_t { kReplaced, kKept };

// Writes the text of a string whose escapes are as written to `out`, which must
// have room for as many bytes as `escaped`; returns how many were written. Lone
// surrogates, and NUL if it is to be replaced, become U+FFFD: look at the flags
// where that is no answer.
std::size_t unescape(std::string_view escaped, char* out,
                     Nul nul = Nul::kReplaced);

// A string's text: borrowed when nothing is escaped, else put into `scratch`.
std::string_view unescaped(const RawValue& string, std::string& scratch);

}  // namespace json
