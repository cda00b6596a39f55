#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace json {

// What is wrong, for who says it in words of his own.
enum class Fault : std::uint8_t {
  kValue,             // no value where one should be
  kObject,            // another value where an object should be
  kArray,             // … an array
  kName,              // no name in quotes where a member should be
  kColon,             // no ':' behind a name
  kCommaInObject,     // neither ',' nor '}' behind a member
  kCommaInArray,      // neither ',' nor ']' behind an item
  kDigit,             // no digit where a number must have one
  kLeadingZero,       // a number that begins with 0
  kControlCharacter,  // within a string
  kEscape,            // a backslash before what cannot be escaped
  kHexDigits,         // not four of them behind \u
  kLoneSurrogate,     // an escape that is half a character
  kUtf8,              // a string's bytes are no UTF-8
  kNesting,           // more than kMaxDepth levels
  kOpenString,        // the text ends within a string
  kMore,              // text behind the end
};

// JSON text found wrong at `offset` of the text the Cursor was made of. Where
// the text only ends too early, that is its size.
class SyntaxError : public std::runtime_error {
 public:
  SyntaxError(Fault fault, const std::string& message, std::size_t offset)
      : std::runtime_error(message), fault_(fault), offset_(offset) {}
  Fault fault() const { return fault_; }
  std::size_t offset() const { return offset_; }

 private:
  Fault fault_;
  std::size_t offset_;
};

}  // namespace json
