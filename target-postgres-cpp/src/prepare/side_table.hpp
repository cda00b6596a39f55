#pragma once

#include <optional>

#include "prepare/destination.hpp"
#include "prepare/session.hpp"

namespace prepare {

// Two runs would take each other's side table for one that was left behind. The
// lock is the session's: after a lost connection it may take a while until the
// old one is gone, so that trying again helps. Throws a retriable PostgresError
// while another run has it.
void lock_for_overwriting(postgres::Connection& connection,
                          const table::Table& table);

// Makes the side table, under a name that nothing has, and drops what an
// interrupted run left, and nothing else; or makes the one that is there what
// is wanted now. Sets rows_table's name, rows_existing and side_table_oid.
// Throws PostgresError, table::SchemaConflict when others have all its names or
// altered the table, std::runtime_error when the rows loaded so far are gone.
void make_side_table(postgres::Connection& connection,
                     Destination& destination);

// Gives the side table another name: a stream's own table has this one.
void rename_side_table(postgres::Connection& connection,
                       Destination& destination);

// Throws table::SchemaConflict when `found`, which a stream's rows are to be
// loaded into, is a side table that a run left or has under way: the next run
// would drop it with them.
void refuse_side_table(const table::Table& table,
                       const table::ExistingTable& found);

// Whether the rows of the side table have become the table's content; nothing
// can tell once others have dropped it.
std::optional<bool> was_replaced(postgres::Connection& connection,
                                 const Destination& destination);

// To be called when that is committed, or will not be; nothing if the side
// table is gone, or another run's. Throws PostgresError, as while another run
// is overwriting.
void drop_side_table(Session& session, const Destination& destination);

}  // namespace prepare
