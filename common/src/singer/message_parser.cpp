#include "singer/message_parser.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <string>

#include "json/cursor.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace singer {

namespace {

// The members this program knows, of any type of message.
enum Member : std::size_t {
  kType,
  kStream,
  kRecord,
  kVersion,
  kTimeExtracted,
  kSchema,
  kKeyProperties,
  kValue,
  kMemberCount,
};

constexpr std::array<std::string_view, kMemberCount> kMemberNames = {
    "type",           "stream", "record",         "version",
    "time_extracted", "schema", "key_properties", "value"};

// The members of one message, where they stand in the line.
struct Envelope {
  std::array<std::optional<json::RawValue>, kMemberCount> members;

  const json::RawValue* find(Member member) const {
    const auto& found = members[member];
    return found && found->kind != json::Kind::kNull ? &*found : nullptr;
  }
};

[[noreturn]] void fail_syntax(const json::SyntaxError& error,
                              std::uint64_t line, std::size_t start) {
  throw ProtocolError(
      line, text::concat("no valid JSON at byte ", start + error.offset() + 1,
                         ": ", error.what()));
}

// Of several members of one name the last one counts.
void read_member(json::Cursor& cursor, Envelope& envelope) {
  std::string scratch;
  const json::RawValue key = cursor.key();
  const std::string_view name = json::unescaped(key, scratch);
  const json::RawValue value = cursor.value();
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (kMemberNames[i] == name) envelope.members[i] = value;
  }
}

Envelope read_envelope(std::string_view line, std::uint64_t number) {
  Envelope envelope;
  json::Cursor cursor(line);
  try {
    if (cursor.enter_object()) {
      do {
        read_member(cursor, envelope);
      } while (cursor.next_member());
    }
    cursor.expect_end();
  } catch (const json::SyntaxError& error) {
    fail_syntax(error, number, 0);
  }
  return envelope;
}

// `kind` in words is part of the message, so that it says what was wanted.
const json::RawValue& require(const Envelope& envelope, Member member,
                              json::Kind kind, std::uint64_t line) {
  const json::RawValue* const value = envelope.find(member);
  if (value == nullptr) {
    throw ProtocolError(
        line, text::concat("the message has no '", kMemberNames[member], "'"));
  }
  if (value->kind != kind) {
    throw ProtocolError(
        line, text::concat("'", kMemberNames[member], "' must be of kind ",
                           json::kind_name(kind), ", not ",
                           text::excerpt(value->text, 100)));
  }
  return *value;
}

// The name's text. One with escapes (Python writes é as \u00e9) is put where it
// lives until the thread parses its next message, like the line itself.
std::string_view stream_name(const json::RawValue& value, std::uint64_t line) {
  // Never destroyed: glibc ends the process when there is no memory to note the
  // destructor of a thread's variable.
  static thread_local std::string& scratch = *new std::string;
  const std::string_view name = json::unescaped(value, scratch);
  if (name.empty()) throw ProtocolError(line, "'stream' is an empty string");
  return name;
}

std::string_view stream_of(const Envelope& envelope, std::uint64_t line) {
  return stream_name(require(envelope, kStream, json::Kind::kString, line),
                     line);
}

std::int64_t version_of(const json::RawValue& value, std::uint64_t line) {
  std::int64_t version = 0;
  const char* const end = value.text.data() + value.text.size();
  const auto result = std::from_chars(value.text.data(), end, version);
  if (value.kind != json::Kind::kNumber || result.ec != std::errc() ||
      result.ptr != end) {
    throw ProtocolError(line,
                        text::concat("'version' must be a 64-bit integer, not ",
                                     text::excerpt(value.text, 100)));
  }
  return version;
}

void set_tail(RecordMessage& message, const Envelope& envelope) {
  if (const json::RawValue* const version = envelope.find(kVersion)) {
    message.version = version_of(*version, message.line);
  }
  if (envelope.find(kTimeExtracted) != nullptr) {
    // Never destroyed, as in stream_name().
    static thread_local std::string& scratch = *new std::string;
    message.time_extracted = json::unescaped(
        require(envelope, kTimeExtracted, json::Kind::kString, message.line),
        scratch);
  }
  message.is_complete = true;
}

std::vector<std::string> names_of(const Envelope& envelope, Member member,
                                  std::uint64_t line) {
  std::vector<std::string> names;
  if (envelope.find(member) == nullptr) return names;
  json::Cursor cursor(require(envelope, member, json::Kind::kArray, line).text);
  if (!cursor.enter_array()) return names;
  do {
    const json::RawValue name = cursor.value();
    if (name.kind != json::Kind::kString) {
      throw ProtocolError(line, text::concat("'", kMemberNames[member],
                                             "' must be a list of strings"));
    }
    std::string scratch;
    names.emplace_back(json::unescaped(name, scratch));
  } while (cursor.next_item());
  return names;
}

Message make_schema(const Envelope& envelope, std::string_view bytes,
                    std::uint64_t line) {
  SchemaMessage message;
  message.line = line;
  message.stream = stream_of(envelope, line);
  message.bytes = bytes;
  const json::RawValue& schema =
      require(envelope, kSchema, json::Kind::kObject, line);
  if (schema.has_non_finite) {
    throw ProtocolError(line, "the schema holds NaN or Infinity, no JSON");
  }
  message.schema_text = schema.text;
  try {
    message.schema = json::to_document(schema);
  } catch (const json::ParseError& error) {
    throw ProtocolError(line, text::concat("the schema: ", error.what()));
  }
  message.key_properties = names_of(envelope, kKeyProperties, line);
  return message;
}

Message make_record(const Envelope& envelope, std::string_view bytes,
                    std::uint64_t line) {
  RecordMessage message;
  message.line = line;
  message.stream = stream_of(envelope, line);
  message.record = require(envelope, kRecord, json::Kind::kObject, line).text;
  message.offset =
      static_cast<std::size_t>(message.record.data() - bytes.data());
  set_tail(message, envelope);
  return message;
}

Message make_state(const Envelope& envelope, std::uint64_t line) {
  const auto& value = envelope.members[kValue];
  if (!value) throw ProtocolError(line, "the STATE message has no 'value'");
  // A string's text is without its quotes, and the value is wanted whole.
  const bool is_string = value->kind == json::Kind::kString;
  return StateMessage{line, is_string ? std::string_view(value->text.data() - 1,
                                                         value->text.size() + 2)
                                      : value->text};
}

Message make_activate_version(const Envelope& envelope, std::uint64_t line) {
  return ActivateVersionMessage{
      line, std::string(stream_of(envelope, line)),
      version_of(require(envelope, kVersion, json::Kind::kNumber, line), line)};
}

Message make_message(const Envelope& envelope, std::string_view bytes,
                     std::uint64_t line) {
  std::string scratch;
  const std::string type = text::upper(json::unescaped(
      require(envelope, kType, json::Kind::kString, line), scratch));
  if (type == "RECORD") return make_record(envelope, bytes, line);
  if (type == "SCHEMA") return make_schema(envelope, bytes, line);
  if (type == "STATE") return make_state(envelope, line);
  if (type == "ACTIVATE_VERSION") return make_activate_version(envelope, line);
  if (type == "BATCH") {
    throw ProtocolError(line,
                        "BATCH messages are not supported yet; let the "
                        "tap write records");
  }
  throw ProtocolError(line, text::concat("unknown message type '",
                                         text::excerpt(type, 100), "'"));
}

// {"type": "RECORD", "stream": "…", "record": — the form nearly all lines have.
// False: another form, maybe not even JSON.
bool begin_record(std::string_view line, RecordMessage& message) {
  json::Cursor cursor(line);
  if (!cursor.skip_token("{") || !cursor.skip_token("\"type\"") ||
      !cursor.skip_token(":") || !cursor.skip_token("\"RECORD\"") ||
      !cursor.skip_token(",") || !cursor.skip_token("\"stream\"") ||
      !cursor.skip_token(":")) {
    return false;
  }
  const json::RawValue stream = cursor.value();
  if (stream.kind != json::Kind::kString || stream.text.empty() ||
      !cursor.skip_token(",") || !cursor.skip_token("\"record\"") ||
      !cursor.skip_token(":") || !cursor.at_object()) {
    return false;
  }
  message.stream = stream_name(stream, message.line);
  message.record = cursor.rest();
  message.offset = cursor.offset();
  return true;
}

void refuse_what_is_no_object(std::string_view line, std::uint64_t number) {
  const std::size_t start = line.find_first_not_of(" \t\r");
  if (start == std::string_view::npos) {
    throw ProtocolError(number, "a blank line");
  }
  if (line.substr(start, 3) == "\xEF\xBB\xBF") {
    throw ProtocolError(number,
                        "a byte order mark; Singer is UTF-8 without one");
  }
}

}  // namespace

Message parse_message(std::string_view line, std::uint64_t line_number) {
  try {
    RecordMessage record;
    record.line = line_number;
    if (begin_record(line, record)) return record;
  } catch (const json::SyntaxError& error) {
    fail_syntax(error, line_number, 0);
  }
  return parse_whole_message(line, line_number);
}

Message parse_whole_message(std::string_view line, std::uint64_t line_number) {
  refuse_what_is_no_object(line, line_number);
  return make_message(read_envelope(line, line_number), line, line_number);
}

void read_record_tail(RecordMessage& message, std::string_view rest) {
  Envelope envelope;
  json::Cursor cursor(rest);
  try {
    while (cursor.next_member()) read_member(cursor, envelope);
    cursor.expect_end();
  } catch (const json::SyntaxError& error) {
    const auto behind =
        static_cast<std::size_t>(rest.data() - message.record.data());
    fail_syntax(error, message.line, message.offset + behind);
  }
  for (const Member member : {kType, kStream, kRecord}) {
    if (envelope.members[member]) throw GivenAgain();
  }
  set_tail(message, envelope);
}

}  // namespace singer
