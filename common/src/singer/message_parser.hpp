#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/cursor.hpp"
#include "singer/message.hpp"
#include "singer/protocol_error.hpp"

namespace singer {

struct Envelope;

// Parses lines of Singer, each in one pass. Any order of members is accepted,
// and any white space; members that are not known are ignored; of one given
// twice the last counts.
class MessageParser {
 public:
  // `line` must be followed by '\n' and json::kPadding readable bytes, as
  // LineReader::line() is, and outlive a record or a state, which borrow from
  // it; a record borrows from the parser, too, until its next line. Throws
  // ProtocolError: not JSON, blank, no object, unknown or missing type, BATCH
  // (not supported yet), members missing or of the wrong kind.
  Message parse(std::string_view line, std::uint64_t line_number);

 private:
  void read(std::string_view line, Envelope& envelope);
  void read_member(json::Cursor& cursor, Envelope& envelope);
  json::RawValue read_record(json::Cursor& cursor);
  Message make_message(const Envelope& envelope, std::string_view bytes,
                       std::uint64_t line);
  RecordMessage make_record(const Envelope& envelope, std::uint64_t line);

  // Of the last record; their memory is used again for the next one.
  std::vector<json::Member> members_;
  // What its line spells with escapes.
  std::string stream_;
  std::string time_extracted_;
};

}  // namespace singer
