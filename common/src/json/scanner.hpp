#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// JSON as text: checked strictly and cut into pieces, never converted, so that
// numbers keep their digits and strings their bytes.
namespace json {

// One member of an object; both views are parts of the scanned text.
struct TextMember {
  std::string_view key;    // between the quotes, escapes as written
  std::string_view value;  // from its first to its last byte
};

// What scanning one value found.
struct Scan {
  enum class Outcome {
    kComplete,    // `end` is the offset behind the value
    kIncomplete,  // right so far, but the text ends inside the value
    kInvalid      // `end` is the offset of the fault, `fault` says what it is
  };
  Outcome outcome = Outcome::kIncomplete;
  std::size_t end = 0;
  // White space was seen outside of strings.
  bool is_spaced = false;
  std::string_view fault;
};

// Scans the value that begins at `begin` (not white space) by RFC 8259, and
// refuses lone surrogate escapes. Bytes of strings are not checked to be UTF-8:
// see text::find_invalid_utf8. A number that ends with the text is incomplete.
Scan scan_value(std::string_view text, std::size_t begin = 0);

// The same for a value that must be an object; its members are put into
// `members`, which is cleared first: all of them, also several of one name.
Scan scan_object(std::string_view text, std::size_t begin,
                 std::vector<TextMember>& members);

// The following take text that a scan has found complete.

// The member named `key` of an object, of several the last. `key` holds no
// character that JSON must escape, but may stand there escaped.
std::optional<TextMember> find_member(std::string_view object,
                                      std::string_view key);

// Of several members of one name only the last (see last_members.hpp).
std::vector<TextMember> members_of(std::string_view object);
std::vector<std::string_view> elements_of(std::string_view array);

// Appends the value without the white space outside of its strings.
void append_compact(std::string& out, std::string_view value);

// The characters of a string's bytes between the quotes, escapes resolved.
std::string unescape(std::string_view string);

}  // namespace json
