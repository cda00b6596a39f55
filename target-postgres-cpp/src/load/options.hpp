#pragma once

#include <chrono>

#include "postgres/connection.hpp"

namespace load {

struct Options {
  postgres::Parameters connection;
  // Rows go to a side table, which replaces the table's content at the end.
  bool overwrite = false;
  // Rows of older versions and rows that carry _sdc_deleted_at are deleted, not
  // marked.
  bool hard_delete = false;
  bool allow_column_alter = true;
  // Views over a column whose type changes are dropped and made again.
  bool recreate_dependent_views = true;
  // How long a server that is away is waited for, from the first failure on.
  std::chrono::seconds retry_budget{60};
};

}  // namespace load
