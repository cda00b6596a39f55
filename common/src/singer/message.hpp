#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "json/cursor.hpp"
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

// Borrows from the line it was read from and from the parser that read it:
// valid until the parser's next line.
struct RecordMessage {
  std::uint64_t line = 0;
  std::string_view stream;
  // As they stand in the line: all of them, of several of one name the last one
  // counts. Whoever changes a record hands on members of his own, and no text.
  std::span<const json::Member> members;
  // The record as it stands in the line; empty where it stands in none.
  std::string_view text;
  std::optional<std::int64_t> version;
  // Empty when absent or null.
  std::string_view time_extracted;
};

// Borrows from the line it was read from.
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
