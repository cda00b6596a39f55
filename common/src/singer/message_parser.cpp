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

constexpr std::string_view kRecordType = "RECORD";
// How nearly all lines begin: as Python's json.dumps() writes them, and as
// writers without spaces do.
constexpr std::array<std::string_view, 2> kRecordBeginnings = {
    R"({"type": "RECORD", "stream":)", R"({"type":"RECORD","stream":)"};

// Room for so many members is kept from one record to the next; more of it only
// while records use it.
constexpr std::size_t kKeptMembers = 1024;

}  // namespace

// The members of one message, where they stand in the line.
struct Envelope {
  std::array<std::optional<json::RawValue>, kMemberCount> members;

  const json::RawValue* find(Member member) const {
    const auto& found = members[member];
    return found && found->kind != json::Kind::kNull ? &*found : nullptr;
  }
};

namespace {

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

// `spelled` is where the text lives if it is spelled with escapes (Python
// writes é as \u00e9).
std::string_view stream_of(const Envelope& envelope, std::uint64_t line,
                           std::string& spelled) {
  const std::string_view name = json::unescaped(
      require(envelope, kStream, json::Kind::kString, line), spelled);
  if (name.empty()) throw ProtocolError(line, "'stream' is an empty string");
  return name;
}

std::string stream_of(const Envelope& envelope, std::uint64_t line) {
  std::string spelled;
  return std::string(stream_of(envelope, line, spelled));
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
      line, stream_of(envelope, line),
      version_of(require(envelope, kVersion, json::Kind::kNumber, line), line)};
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

// Whether a member comes next.
bool begin(json::Cursor& cursor, Envelope& envelope) {
  for (const std::string_view beginning : kRecordBeginnings) {
    if (!cursor.skip_token(beginning)) continue;
    envelope.members[kType] = {.text = kRecordType,
                               .kind = json::Kind::kString};
    envelope.members[kStream] = cursor.value();
    return cursor.next_member();
  }
  return cursor.enter_object();
}

}  // namespace

Message MessageParser::parse(std::string_view line, std::uint64_t line_number) {
  Envelope envelope;
  try {
    read(line, envelope);
  } catch (const json::SyntaxError& error) {
    refuse_what_is_no_object(line, line_number);
    throw ProtocolError(
        line_number, text::concat("no valid JSON at byte ", error.offset() + 1,
                                  ": ", error.what()));
  }
  return make_message(envelope, line, line_number);
}

void MessageParser::read(std::string_view line, Envelope& envelope) {
  json::Cursor cursor(line);
  bool has_member = begin(cursor, envelope);
  while (has_member) {
    read_member(cursor, envelope);
    has_member = cursor.next_member();
  }
  cursor.expect_end();
}

// Of several members of one name the last one counts.
void MessageParser::read_member(json::Cursor& cursor, Envelope& envelope) {
  if (cursor.skip_key(R"("record")")) {
    envelope.members[kRecord] = read_record(cursor);
    return;
  }
  std::string scratch;
  const json::RawValue key = cursor.key();
  const std::string_view name = json::unescaped(key, scratch);
  if (name == kMemberNames[kRecord]) {
    envelope.members[kRecord] = read_record(cursor);
    return;
  }
  const json::RawValue value = cursor.value();
  for (std::size_t i = 0; i < kMemberCount; ++i) {
    if (kMemberNames[i] == name) envelope.members[i] = value;
  }
}

// The whole of it, and its members, if it is one.
json::RawValue MessageParser::read_record(json::Cursor& cursor) {
  const bool is_much_too_large = members_.capacity() > kKeptMembers &&
                                 members_.size() < members_.capacity() / 4;
  if (is_much_too_large) std::vector<json::Member>().swap(members_);
  members_.clear();
  if (!cursor.at_object()) return cursor.value();
  const std::string_view rest = cursor.rest();
  const std::size_t begin = cursor.offset();
  cursor.object(members_);
  json::RawValue record;
  record.kind = json::Kind::kObject;
  record.text = rest.substr(0, cursor.offset() - begin);
  return record;
}

Message MessageParser::make_message(const Envelope& envelope,
                                    std::string_view bytes,
                                    std::uint64_t line) {
  std::string scratch;
  const std::string_view given = json::unescaped(
      require(envelope, kType, json::Kind::kString, line), scratch);
  if (given == kRecordType) return make_record(envelope, line);
  const std::string type = text::upper(given);
  if (type == kRecordType) return make_record(envelope, line);
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

RecordMessage MessageParser::make_record(const Envelope& envelope,
                                         std::uint64_t line) {
  RecordMessage message;
  message.line = line;
  message.stream = stream_of(envelope, line, stream_);
  message.text = require(envelope, kRecord, json::Kind::kObject, line).text;
  message.members = members_;
  if (const json::RawValue* const version = envelope.find(kVersion)) {
    message.version = version_of(*version, line);
  }
  if (envelope.find(kTimeExtracted) != nullptr) {
    message.time_extracted = json::unescaped(
        require(envelope, kTimeExtracted, json::Kind::kString, line),
        time_extracted_);
  }
  return message;
}

}  // namespace singer
