#pragma once

#include "postgres/connection.hpp"
#include "table/migration.hpp"

namespace prepare {

// Runs a migration of a table whose columns views show, which PostgreSQL does
// not alter: in one transaction the views are dropped, the table is changed and
// the views are made again, with their options, owners, grants and comments.
// Throws table::SchemaConflict, with nothing changed, where one could not be
// made again as it was.
void change_below_views(postgres::Connection& connection,
                        const table::Table& table,
                        const table::Migration& migration);

}  // namespace prepare
