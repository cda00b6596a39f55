#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "row/batch.hpp"
#include "singer/message.hpp"
#include "singer/protocol_error.hpp"
#include "table/table.hpp"

namespace row {

struct EncoderOptions {
  // Check each record against the SCHEMA (common/src/schema).
  bool validate_records = true;
  // NUL and lone surrogates in text become U+FFFD instead of an error.
  bool sanitize_null_text_characters = false;
  // _sdc_sync_started_at: when the process began.
  Time sync_started_at{};
  // numeric has infinities from PostgreSQL 14 on; before, they are an error.
  bool has_numeric_infinity = true;
};

// Turns the records of one stream into rows of binary COPY. What to do for each
// column is decided once, here; a record is then read once.
class RowEncoder {
 public:
  // Copies what it needs. Throws singer::ProtocolError when validation is on
  // and the schema is no valid JSON Schema.
  RowEncoder(const table::Table& table, const singer::SchemaMessage& schema,
             const EncoderOptions& options);
  RowEncoder(RowEncoder&&) noexcept;
  RowEncoder& operator=(RowEncoder&&) noexcept;
  ~RowEncoder();

  // Appends one row, or leaves the batch as it was and throws
  // singer::ProtocolError naming line, stream, key, property, reason and the
  // value's beginning.
  // `received_at` becomes _sdc_received_at and, in ms, _sdc_sequence.
  void append(const singer::RecordMessage& message, Time received_at,
              Batch& batch);

  // Lines to be logged as WARNING since the last call: a field that is not in
  // the schema, the first time a fraction of a second was cut. One per cause
  // and stream, so call it after each batch.
  std::vector<std::string> take_warnings();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace row
