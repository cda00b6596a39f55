#pragma once

#include <cstdint>
#include <exception>
#include <string_view>

#include "singer/message.hpp"
#include "singer/protocol_error.hpp"

namespace singer {

// Parses one line of Singer. `line` must be followed by '\n' and json::kPadding
// readable bytes, as LineReader::line() is. Any order of members is accepted;
// {"type": "RECORD", "stream": …, "record": …} is recognised without building
// anything. Members that are not known are ignored; of one given twice the last
// counts. Throws ProtocolError: not JSON, blank, no object, unknown or missing
// type, BATCH (not supported yet), members missing or of the wrong kind.
Message parse_message(std::string_view line, std::uint64_t line_number);

// The same, read to the line's end: a record is complete.
Message parse_whole_message(std::string_view line, std::uint64_t line_number);

// What was read of a record that is not complete is not what the line says: its
// type, stream or record are given again behind it. No error, but the line is
// to be parsed by parse_whole_message().
class GivenAgain : public std::exception {
 public:
  const char* what() const noexcept override {
    return "type, stream or record are given again";
  }
};

// Reads what follows the record of a message that is not complete: `rest`
// begins right after the record's last byte. Fills in version and
// time_extracted and completes the message. Throws ProtocolError and
// GivenAgain.
void read_record_tail(RecordMessage& message, std::string_view rest);

}  // namespace singer
