#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "json/document.hpp"

namespace singer {

struct SchemaMessage {
  std::uint64_t line = 0;
  std::string stream;
  // The line's bytes: a SCHEMA with the same bytes says nothing new.
  std::string bytes;
  // Always an object. Its numbers are doubles or 64-bit integers; as the tap
  // wrote them they are in the text.
  json::Document schema;
  std::string schema_text;
  // Empty when missing or null.
  std::vector<std::string> key_properties;
};

// Borrows from the line it was read from: valid until the reader's next line.
struct RecordMessage {
  std::uint64_t line = 0;
  std::string_view stream;
  // Starts at the record's first byte. When `is_complete` it is just the
  // record; else it goes on to the end of the line, nothing behind the record
  // was looked at yet, and whoever parses the record calls read_record_tail()
  // with what follows it. So the record is parsed once.
  std::string_view record;
  // Bytes of the line before the record, for messages.
  std::size_t offset = 0;
  bool is_complete = false;
  // Known when complete, else after read_record_tail().
  std::optional<std::int64_t> version;
  // Empty when absent or null.
  std::string_view time_extracted;
};

// Borrows like RecordMessage.
struct StateMessage {
  std::uint64_t line = 0;
  // The value's own bytes, any JSON, as the tap wrote it.
  std::string_view value;
};

struct ActivateVersionMessage {
  std::uint64_t line = 0;
  std::string stream;
  std::int64_t version = 0;
};

using Message = std::variant<SchemaMessage, RecordMessage, StateMessage,
                             ActivateVersionMessage>;

}  // namespace singer
