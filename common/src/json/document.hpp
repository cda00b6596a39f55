#pragma once

#include <rapidjson/document.h>

#include <stdexcept>
#include <string>
#include <string_view>

#include "json/allocator.hpp"
#include "json/cursor.hpp"

namespace json {

using Document = rapidjson::GenericDocument<
    rapidjson::UTF8<>, rapidjson::MemoryPoolAllocator<Allocator>, Allocator>;
using Value = Document::ValueType;

// Text that is not JSON; the message names what was read and the line and
// column of the fault.
class ParseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Parses UTF-8 JSON text for settings, schemas and the like: numbers become
// doubles or 64-bit integers, so never use it where digits must survive. Of
// several members of one name the last one counts (see last_members.hpp).
// `what` names the text in errors, e.g. "config file 'a.json'".
Document parse(std::string_view text, std::string_view what);

// The same of a value that a Cursor has read, so nothing can be wrong but
// names: ParseError when one holds NUL or half of a surrogate pair. Numbers
// beyond a double become infinities.
Document to_document(const RawValue& value);

// Reads and parses a file; a file that cannot be read is a std::runtime_error
// naming path and reason.
Document read_file(const std::string& path, std::string_view what);

// The whole content of a file, or a std::runtime_error naming path and reason.
std::string read_text_file(const std::string& path, std::string_view what);

// A copy of all of it. (RapidJSON's own stacks the parts by an allocator that
// Document cannot choose.)
Value copy(const Value& value, Document::AllocatorType& allocator);

// The member `name` of an object, or nullptr when absent.
const Value* find(const Value& object, std::string_view name);

// The string's bytes, or an empty view when the value is not a string.
std::string_view string_view(const Value& value);

// The member `name` of an object as text; empty when absent or not a string.
std::string text_member(const Value& object, std::string_view name);

// Compact JSON text of the value.
std::string to_text(const Value& value);

// Pretty JSON text, indented by two spaces.
std::string to_pretty_text(const Value& value);

// `text` as a JSON string, quotes included; only what JSON requires is escaped,
// so invalid UTF-8 stays what it was.
void append_quoted(std::string& out, std::string_view text);
std::string quoted(std::string_view text);

}  // namespace json
