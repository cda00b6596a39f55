#pragma once

#include <string>
#include <vector>

#include "postgres/connection.hpp"
#include "prepare/destination.hpp"
#include "table/reference.hpp"
#include "table/replacement.hpp"

namespace store {

// A table whose content is being replaced, inside an open transaction.
struct Overwritten {
  std::string place;  // overwritten_place()
  const prepare::Destination* destination = nullptr;
  table::Replacement replacement;
  // The foreign keys that refer to it.
  std::vector<table::Reference> references;
  // What the difference comes to; true where that is not known.
  bool has_removed = true;
  bool has_new = true;
  // One of the tables that are overwritten, itself perhaps, refers to it.
  bool is_referred_to = false;

  // Some foreign key may change rows that refer to it.
  bool has_action() const;
  // Rows must go last: until they are changed, rows of tables that are
  // overwritten too may refer to them.
  bool is_removed_last() const {
    return is_referred_to && replacement.is_by_difference();
  }
};

// For messages about a table that is overwritten: nothing is changed after an
// error.
std::string overwritten_place(const prepare::Destination& destination);

// Locks the table and its side table and reads what there is to know of them.
// Where a foreign key may change rows that refer to it, nobody else writes to
// the table, or to a row that refers to it, until the transaction's end. Throws
// StaleTable, and std::runtime_error where its types are no longer the side
// table's.
Overwritten lock_overwritten(postgres::Connection& connection,
                             const prepare::Destination& destination);

// Finds out which of the following have anything to do.
void survey(postgres::Connection& connection, Overwritten& overwritten);
void remove_rows(postgres::Connection& connection,
                 const Overwritten& overwritten);
void update_rows(postgres::Connection& connection,
                 const Overwritten& overwritten);
void insert_rows(postgres::Connection& connection,
                 const Overwritten& overwritten);

}  // namespace store
