#include "postgres/result.hpp"

#include <libpq-fe.h>

#include <charconv>

namespace postgres {

void Result::Clear::operator()(pg_result* result) const { PQclear(result); }

int Result::row_count() const { return PQntuples(result_.get()); }

std::string_view Result::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

int Result::column_count() const { return PQnfields(result_.get()); }

bool Result::is_null(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) != 0;
}

std::uint64_t Result::affected_rows() const {
  const std::string_view digits = PQcmdTuples(result_.get());
  std::uint64_t rows = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), rows);
  return rows;
}

std::string_view Result::command_status() const {
  return PQcmdStatus(result_.get());
}

}  // namespace postgres
