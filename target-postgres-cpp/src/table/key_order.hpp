#pragma once

namespace table {

// What is known about the keys of a batch (row::Batch::key_order()).
enum class KeyOrder {
  kUnknown,    // a key may occur twice
  kUnique,     // no key occurs twice
  kAscending,  // unique, and the rows are in the order of the keys
};

}  // namespace table
