#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "row/batch.hpp"
#include "row/row_encoder.hpp"
#include "singer/message.hpp"
#include "table/table.hpp"

namespace intake {

// One stream on the reader's side: how its records become rows, and the rows
// that wait to be loaded. Made from a SCHEMA, replaced when that changes.
class Sink {
 public:
  // `batch_bytes`: what a batch grows to before it is taken, but for a record;
  // so much memory is kept from one to the next.
  Sink(const singer::SchemaMessage& schema, table::Table table,
       const row::EncoderOptions& options, std::size_t batch_bytes);

  // The SCHEMA says nothing new.
  bool is_made_from(const singer::SchemaMessage& schema) const {
    return schema_bytes_ == schema.bytes;
  }
  const table::Table& table() const { return table_; }

  // Adds the record to the waiting rows; how many bytes they grew by. Throws
  // singer::ProtocolError, and the rows stay as they were.
  std::size_t append(const singer::RecordMessage& record, row::Time now);
  const row::Batch& batch() const { return batch_; }
  // Hands the waiting rows over, and their memory.
  row::Batch take_batch() {
    has_memory_ = false;
    return std::exchange(batch_, row::Batch());
  }
  // Only while no row waits: memory for the next ones. Its rows are dropped.
  void use_memory_of(row::Batch batch);

  std::vector<std::string> take_warnings() { return encoder_.take_warnings(); }

 private:
  std::string schema_bytes_;
  table::Table table_;
  row::RowEncoder encoder_;
  row::Batch batch_;
  std::size_t kept_bytes_;
  bool has_memory_ = false;
  row::Time last_begin_{};
};

}  // namespace intake
