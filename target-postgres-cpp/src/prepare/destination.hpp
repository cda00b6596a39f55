#pragma once

#include <string>
#include <vector>

#include "table/migration.hpp"
#include "table/table.hpp"

namespace prepare {

// Where the rows of one stream go.
struct Destination {
  std::string stream;
  // What the stream wants, and what the server has.
  table::Table table;
  table::ExistingTable existing;
  // What rows are loaded into: the table itself or, to overwrite it, its side
  // table.
  table::Table rows_table;
  table::ExistingTable rows_existing;
  bool is_overwritten = false;
  // Keys the table goes without on purpose (strict_load_method), sorted: a
  // unique index on them would make appending fail, so it is refused.
  std::vector<std::string> refused_keys;
  // The side table that this run made; empty: none yet.
  std::string side_table_oid;
  // A RECORD or an ACTIVATE_VERSION was sent.
  bool is_touched = false;
  // The table was empty when the stream began and no key has been sent twice
  // since, so that rows may be copied straight into it.
  bool can_copy_directly = false;
  // The connection that `existing` was read over.
  int session = -1;

  bool needs_staging() const {
    return table::needs_staging(rows_table, rows_existing);
  }
  bool has_unique_key() const {
    return table::has_unique_key(rows_table, rows_existing);
  }
  // At the end the rows of its side table become the table's content.
  bool is_to_be_replaced() const { return is_overwritten && is_touched; }
};

// "stream 'a', table "s"."a"": where something was refused.
std::string place(const Destination& destination);

}  // namespace prepare
