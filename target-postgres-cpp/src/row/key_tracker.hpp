#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "row/type_row.hpp"
#include "table/table.hpp"

namespace row {

// Makes of a row's key columns one string of bytes that is equal for equal keys
// and, where PostgreSQL's order allows, sorts as ORDER BY does ("C" collation).
class KeyTracker {
 public:
  explicit KeyTracker(const table::Table& table);

  // Whether keys can be told apart by these bytes; false without keys and for
  // types like jsonb, where unlike bytes can be equal values.
  bool is_comparable() const { return is_comparable_; }
  // Whether they also sort right; numeric does not.
  bool is_ordered() const { return is_ordered_; }

  // `row` is one row of binary COPY, `fields` where the table's columns begin
  // in it. The result lives until the next call.
  std::string_view key(const char* row, const std::vector<std::size_t>& fields);

 private:
  struct Part {
    std::size_t column;
    KeyForm form;
  };

  void append(KeyForm form, std::string_view body);

  std::vector<Part> parts_;
  bool is_comparable_ = false;
  bool is_ordered_ = true;
  std::string key_;
};

}  // namespace row
