#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/body.hpp"
#include "documents/columns.hpp"
#include "documents/fields.hpp"
#include "documents/lines.hpp"
#include "documents/row_text.hpp"
#include "documents/value_text.hpp"

namespace documents {

// The lines of a table with delimited fields, under a header that names its
// columns. A column is found by its name, wherever it stands. A document has
// the selected columns, with null for an empty field: it needs no projection.
//
// A line that has more or fewer fields than the header, and a field that is not
// of its column's type, is a BodyError: such a body is not what it was.
class DelimitedBody final : public Body {
 public:
  // Days behind `today` (ISO 8601) are not taken for the newest one.
  DelimitedBody(const Dialect& dialect, Columns columns, std::string today);

  void feed(std::string_view piece) override { lines_.feed(piece); }
  void finish() override;
  std::optional<Document> next() override;
  bool skip() override;
  std::size_t count() const override { return count_; }
  Remarks remarks() const override { return remarks_; }

 private:
  // One column of the header.
  struct Cell {
    std::string name;
    std::string before;              // ,"name": in front of its value
    std::string nothing;             // ,"name":null
    const Column* column = nullptr;  // nullptr: not selected
    ValueType type = ValueType::kText;
    NumberText number;  // of the row at hand
  };

  void read_header(std::string_view line);
  void check_header(std::string_view line);
  void note_comment(std::string_view line);
  bool next_row();
  void check_row();
  void check_value(Cell& cell, std::string_view field);
  void check_number(Cell& cell, std::string_view field);
  void put_row();
  void put_value(const Cell& cell, std::string_view field);
  void put_text(std::string_view text);
  void put_derived(std::string_view field);
  void put_member(std::string_view name, std::string_view value,
                  json::Kind kind);
  void add_member(std::size_t before, std::size_t begin, json::Kind kind,
                  bool is_integer = false);
  bool is_nothing(std::string_view field) const {
    return field.empty() || field == dialect_.nothing;
  }
  void note_day(std::string_view text);
  void fail_end_unless_complete() const;
  [[noreturn]] void fail_count(std::size_t fields) const;
  [[noreturn]] void fail_value(const Cell& cell, std::string_view field,
                               std::string_view expected) const;

  Dialect dialect_;
  Columns columns_;
  std::string today_;
  Lines lines_;
  Fields fields_;
  std::vector<Cell> cells_;            // of the header; none before it was read
  std::size_t before_bytes_ = 0;       // of all cells
  std::vector<std::size_t> selected_;  // of cells_
  std::vector<std::size_t> checked_;   // of cells_, those with more than text
  bool is_finished_ = false;
  std::size_t count_ = 0;
  bool is_dated_ = false;  // a comment says when the body was updated
  Remarks remarks_;
  std::string_view line_;  // of the row at hand
  RowText row_;
  std::vector<json::Member> members_;
  std::string quoted_;  // a text with escapes, used again
};

}  // namespace documents
