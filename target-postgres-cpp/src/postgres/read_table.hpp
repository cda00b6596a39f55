#pragma once

#include "postgres/connection.hpp"
#include "table/migration.hpp"
#include "table/table.hpp"

namespace postgres {

// What the catalog says is under the table's name, in one round trip. A table
// without a schema is looked for along the search path.
table::ExistingTable read_table(Connection& connection,
                                const table::Table& table);

// Whether the table holds no row at all.
bool is_empty(Connection& connection, const table::Table& table);

}  // namespace postgres
