#pragma once

#include <cstddef>

#include "json/cursor.hpp"
#include "row/copy_buffer.hpp"
#include "row/value_error.hpp"
#include "table/column_type.hpp"

namespace row {

// What an encoder knows beside the value; one per column.
struct Encoding {
  // PostgreSQL's MaxAllocSize; a field must be below it.
  static constexpr std::size_t kMaxFieldBytes = 0x3FFFFFFF;

  table::ColumnType type;
  // NUL and lone surrogates become U+FFFD instead of a ValueError.
  bool replaces_invalid_characters = false;
  bool has_numeric_infinity = true;
  std::size_t max_field_bytes = kMaxFieldBytes;

  // Throws ValueError when a field of so many bytes is too large.
  void check_size(std::size_t bytes) const {
    if (bytes >= max_field_bytes) {
      throw ValueError("is larger than the 1 GB PostgreSQL can hold");
    }
  }
};

// What happened to values that were changed in a documented way, to be told in
// one WARNING.
struct Notes {
  bool has_cut_fraction = false;    // beyond microseconds
  bool has_dropped_offset = false;  // of a time of day
};

// Appends the value as one field of binary COPY: its length, its bytes. The
// value is not null. Throws ValueError and may then leave a part behind.
using EncodeValue = void (*)(const json::RawValue& value,
                             const Encoding& encoding, Notes& notes,
                             CopyBuffer& out);

// The one encoder of a column, to be chosen before the first row.
EncodeValue encoder_of(const table::ColumnType& type);

// T[]: elements as row_of() their type says; null elements stay NULL; a value
// that is no array is an array of one. Arrays of arrays of one length have as
// many dimensions, up to six; others are a ValueError.
void encode_array(const json::RawValue& value, const Encoding& encoding,
                  Notes& notes, CopyBuffer& out);

}  // namespace row
