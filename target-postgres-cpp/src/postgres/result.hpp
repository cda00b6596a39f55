#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

struct pg_result;

namespace postgres {

// What one statement gave: rows of text, or how many rows it touched.
class Result {
 public:
  // Takes the result over.
  explicit Result(pg_result* result) : result_(result) {}

  int row_count() const;
  int column_count() const;
  // Views live as long as the result; NULL is empty text.
  std::string_view text(int row, int column) const;
  bool is_null(int row, int column) const;
  bool is_true(int row, int column) const { return text(row, column) == "t"; }
  // Of INSERT, UPDATE, DELETE, COPY, ….
  std::uint64_t affected_rows() const;
  // "INSERT 0 1", "COMMIT", ….
  std::string_view command_status() const;

  const pg_result* get() const { return result_.get(); }

 private:
  struct Clear {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

}  // namespace postgres
