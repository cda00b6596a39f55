#pragma once

#include <stdexcept>

#include "postgres/connection.hpp"
#include "table/migration.hpp"
#include "table/table.hpp"

namespace prepare {

// A table is no longer what was read of it: somebody altered it, made it anew
// or changed its unique indexes. Reading it again helps.
class StaleTable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Inside an open transaction: keeps everybody from changing the table until its
// end, and throws StaleTable if `existing` is not what is there. Binary COPY
// into a column of another type than expected stores other values without a
// word.
void lock_unchanged(postgres::Connection& connection, const table::Table& table,
                    const table::ExistingTable& existing);

}  // namespace prepare
