#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "row/copy_buffer.hpp"
#include "table/key_order.hpp"

namespace row {

using Time = std::chrono::system_clock::time_point;

// What binary COPY wants before the first row and behind the last.
std::string_view copy_header();
std::string_view copy_trailer();

// The fields of one row, each with its length before it.
std::vector<std::string_view> fields_of(std::string_view row);

// Rows of one stream that wait to be loaded, filled by RowEncoder. Moves from
// the reader to the loader; kept until its commit is known, it can be sent any
// number of times.
class Batch {
 public:
  Batch() = default;

  // Empties the batch and says when it begins (_sdc_batched_at); call it before
  // the first row. Memory is kept up to `reserve_bytes`.
  void begin(Time now, std::size_t reserve_bytes = 0);

  // The rows, to be sent between copy_header() and copy_trailer().
  std::string_view bytes() const { return buffer_.bytes(); }
  std::size_t row_count() const { return lines_.size(); }
  bool is_empty() const { return lines_.empty(); }
  // What the batch holds of memory, to count against a limit.
  std::size_t memory_bytes() const;

  Time begun_at() const { return begun_at_; }
  // Line of the input of each row, for messages.
  std::uint64_t line_of(std::size_t row) const { return lines_[row]; }
  // Where each row begins in bytes(), and at last where the last one ends; row
  // i is [offsets[i], offsets[i + 1]). Found by walking the rows: for the rare
  // case that a batch has to be sent in parts.
  std::vector<std::size_t> row_offsets() const;

  // How the keys follow each other. Costs a pass over the keys' hashes unless
  // they ascend.
  table::KeyOrder key_order() const;
  // Records with a value in _sdc_deleted_at, be there a column for it or not.
  std::size_t deleted_rows() const { return deleted_rows_; }

 private:
  friend class RowEncoder;

  CopyBuffer buffer_;
  Time begun_at_{};
  std::vector<std::uint64_t> lines_;
  std::vector<std::uint64_t> key_hashes_;
  std::string last_key_;
  bool keys_ascend_ = true;
  std::size_t deleted_rows_ = 0;
};

}  // namespace row
