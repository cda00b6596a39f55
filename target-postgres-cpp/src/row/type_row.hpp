#pragma once

#include <cstdint>

#include "row/encode_value.hpp"
#include "table/column_type.hpp"

namespace row {

// How a field's bytes tell keys apart.
enum class KeyForm : std::uint8_t {
  kNone,     // they do not: unlike bytes can be equal values
  kSigned,   // big-endian two's complement
  kBytes,    // as they are
  kText,     // of any length
  kNumeric,  // without the scale, and in no order
};

// All that rows need of a column's type. A new type is one row, beside its
// name in table/column_type.
struct TypeRow {
  table::BaseType base;
  std::int32_t oid;  // of an array's elements; pg_type.dat, they never change
  KeyForm key;
  EncodeValue encode;  // one value, whether or not the column is an array of it
};

const TypeRow& row_of(table::BaseType base);

}  // namespace row
