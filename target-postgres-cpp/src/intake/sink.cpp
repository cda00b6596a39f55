#include "intake/sink.hpp"

#include <algorithm>

namespace intake {

namespace {

// Room for the record by which a batch goes over its limit.
constexpr std::size_t kRecordBytes = std::size_t{1} << 20U;
// Batches are told apart by when they began, which the table keeps in
// microseconds.
constexpr std::chrono::microseconds kTick{1};

}  // namespace

Sink::Sink(const singer::SchemaMessage& schema, table::Table table,
           const row::EncoderOptions& options, std::size_t batch_bytes)
    : schema_bytes_(schema.bytes),
      table_(std::move(table)),
      encoder_(table_, schema, options),
      kept_bytes_(batch_bytes + kRecordBytes) {}

std::size_t Sink::append(const singer::RecordMessage& record, row::Time now) {
  if (batch_.is_empty()) {
    last_begin_ = std::max(now, last_begin_ + kTick);
    // Without memory of an earlier one a batch grows as it is filled: there may
    // be thousands of streams.
    batch_.begin(last_begin_, has_memory_ ? kept_bytes_ : 0);
  }
  const std::size_t before = batch_.memory_bytes();
  encoder_.append(record, now, batch_);
  return batch_.memory_bytes() - before;
}

void Sink::use_memory_of(row::Batch batch) {
  batch_ = std::move(batch);
  has_memory_ = true;
  batch_.begin(last_begin_, kept_bytes_);
}

}  // namespace intake
