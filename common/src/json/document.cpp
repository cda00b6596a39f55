#include "json/document.hpp"

#include <rapidjson/error/en.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

#include "json/last_members.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"
#include "text/hex.hpp"

namespace json {

namespace {

using Buffer = rapidjson::GenericStringBuffer<rapidjson::UTF8<>, Allocator>;

// Deeper text could exhaust the stack when the document is destroyed or
// written.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

std::string position(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return text::concat("line ", line, ", column ", offset - line_start + 1);
}

// Hands the value to the document, as RapidJSON's reader would.
class Builder {
 public:
  explicit Builder(Document& document) : document_(document) {}

  void put(const RawValue& value) {
    switch (value.kind) {
      case Kind::kNull:
        document_.Null();
        return;
      case Kind::kFalse:
      case Kind::kTrue:
        document_.Bool(value.kind == Kind::kTrue);
        return;
      case Kind::kNumber:
        return put_number(value);
      case Kind::kString:
        return put_string(value);
      case Kind::kArray:
        return put_array(value);
      case Kind::kObject:
        return put_object(value);
    }
  }

 private:
  template <class Integer>
  static bool is_read(std::string_view text, Integer& integer) {
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, integer);
    return result.ec == std::errc() && result.ptr == end;
  }

  void put_number(const RawValue& value) {
    std::int64_t integer = 0;
    std::uint64_t natural = 0;
    if (is_read(value.text, integer)) {
      document_.Int64(integer);
    } else if (is_read(value.text, natural)) {
      document_.Uint64(natural);
    } else {
      document_.Double(std::strtod(std::string(value.text).c_str(), nullptr));
    }
  }

  void put_string(const RawValue& value) {
    std::string scratch;
    const std::string_view text = unescaped(value, scratch);
    document_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()),
                     true);
  }

  void put_array(const RawValue& value) {
    rapidjson::SizeType count = 0;
    document_.StartArray();
    Cursor cursor(value.text);
    if (cursor.enter_array()) {
      do {
        put(cursor.value());
        ++count;
      } while (cursor.next_item());
    }
    document_.EndArray(count);
  }

  void put_object(const RawValue& value) {
    rapidjson::SizeType count = 0;
    document_.StartObject();
    Cursor cursor(value.text);
    if (cursor.enter_object()) {
      do {
        const RawValue name = cursor.key();
        if (name.has_nul || name.has_lone_surrogate) {
          throw ParseError(text::concat("a name holds what is no character: ",
                                        text::excerpt(name.text, 100)));
        }
        put_string(name);
        put(cursor.value());
        ++count;
      } while (cursor.next_member());
    }
    document_.EndObject(count);
  }

  Document& document_;
};

}  // namespace

Document to_document(const RawValue& value) {
  Document document;
  const auto put = [&](Document& handler) {
    Builder(handler).put(value);
    return true;
  };
  document.Populate(put);
  keep_last_members(document);
  return document;
}

Document parse(std::string_view text, std::string_view what) {
  if (is_too_deep(text)) {
    throw ParseError(text::concat(what, " nests more than ", kMaxDepth,
                                  " levels of objects or arrays"));
  }
  Document document;
  document.Parse<rapidjson::kParseFullPrecisionFlag |
                 rapidjson::kParseValidateEncodingFlag>(text.data(),
                                                        text.size());
  if (document.HasParseError()) {
    throw ParseError(text::concat(
        what, " is not valid JSON: ",
        rapidjson::GetParseError_En(document.GetParseError()), " (",
        position(text, std::min(document.GetErrorOffset(), text.size())), ")"));
  }
  keep_last_members(document);
  return document;
}

std::string read_text_file(const std::string& path, std::string_view what) {
  // A folder can be opened, but not read.
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    throw std::runtime_error(
        text::concat(what, " '", path, "' is a folder, not a file"));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == ENOMEM) throw std::bad_alloc();
    throw std::runtime_error(text::concat(
        what, " '", path, "' cannot be opened: ", std::strerror(errno)));
  }
  std::string content((std::istreambuf_iterator<char>(file)),
                      std::istreambuf_iterator<char>());
  if (file.bad() || (file.fail() && !file.eof())) {
    throw std::runtime_error(
        text::concat(what, " '", path, "' cannot be read"));
  }
  return content;
}

Document read_file(const std::string& path, std::string_view what) {
  return parse(read_text_file(path, what), text::concat(what, " '", path, "'"));
}

Value copy(const Value& value, Document::AllocatorType& allocator) {
  if (value.IsString()) {
    return {value.GetString(), value.GetStringLength(), allocator};
  }
  if (value.IsArray()) {
    Value items(rapidjson::kArrayType);
    items.Reserve(value.Size(), allocator);
    for (const Value& item : value.GetArray()) {
      items.PushBack(copy(item, allocator), allocator);
    }
    return items;
  }
  if (value.IsObject()) {
    Value members(rapidjson::kObjectType);
    for (const auto& member : value.GetObject()) {
      members.AddMember(copy(member.name, allocator),
                        copy(member.value, allocator), allocator);
    }
    return members;
  }
  // Shares nothing: null, a boolean, a number.
  return {value, allocator};
}

const Value* find(const Value& object, std::string_view name) {
  if (!object.IsObject()) return nullptr;
  const auto member =
      object.FindMember(Value(rapidjson::StringRef(name.data(), name.size())));
  return member == object.MemberEnd() ? nullptr : &member->value;
}

std::string_view string_view(const Value& value) {
  if (!value.IsString()) return {};
  return {value.GetString(), value.GetStringLength()};
}

std::string text_member(const Value& object, std::string_view name) {
  const Value* const text = find(object, name);
  return text == nullptr ? "" : std::string(string_view(*text));
}

std::string to_text(const Value& value) {
  Buffer buffer;
  rapidjson::Writer<Buffer, rapidjson::UTF8<>, rapidjson::UTF8<>, Allocator>
      writer(buffer);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

std::string to_pretty_text(const Value& value) {
  Buffer buffer;
  rapidjson::PrettyWriter<Buffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                          Allocator>
      writer(buffer);
  writer.SetIndent(' ', 2);
  value.Accept(writer);
  return {buffer.GetString(), buffer.GetSize()};
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += text::kHexDigits[static_cast<unsigned char>(c) >> 4U];
          out += text::kHexDigits[static_cast<unsigned char>(c) & 0x0FU];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

}  // namespace json
