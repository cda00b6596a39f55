#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace documents {

// How the lines of a delimited body are written.
struct Dialect {
  char delimiter = ',';
  // A field that begins with a double quote ends with one (RFC 4180).
  bool is_quoted = false;
  // Lines that begin with '#' are comments, but the first, which is the header.
  bool has_comments = false;
  // Blanks around a field are padding.
  bool is_padded = false;
  // A field that is nothing, beside the empty one.
  std::string_view nothing = {};
};

// Splits lines into fields, which are valid until the next line or the end of
// the line that they are parts of.
class Fields {
 public:
  explicit Fields(const Dialect& dialect) : dialect_(dialect) {}

  // The fields of the line, without quotes and padding.
  const std::vector<std::string_view>& split(std::string_view line);

  // Of the line split last.
  const std::vector<std::string_view>& fields() const { return fields_; }
  // Whether the line split last is ASCII without quotes, backslashes and
  // control characters, but for its delimiters: then its fields stand in JSON
  // strings as they are.
  bool is_plain() const { return is_plain_; }

 private:
  void split_plainly(std::string_view line);
  void split_quoted(std::string_view line);
  std::string_view unquoted(std::string_view field);

  Dialect dialect_;
  bool is_plain_ = true;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  // fields that had doubled quotes
};

// Whether a quoted field begins in the line and does not end in it.
bool is_quote_open(std::string_view line, char delimiter);

}  // namespace documents
