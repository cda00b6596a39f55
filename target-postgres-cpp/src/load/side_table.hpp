#pragma once

#include <optional>

#include "load/destination.hpp"
#include "load/session.hpp"

namespace load {

// Two runs would take each other's side table for one that was left behind. The
// lock is the session's: after a lost connection it may take a while until the
// old one is gone, so that trying again helps. Throws a retriable PostgresError
// while another run has it.
void lock_for_overwriting(postgres::Connection& connection,
                          const table::Table& table);

// Makes the side table unless it is there; drops what an interrupted run left,
// and nothing else. Throws table::SchemaConflict when somebody else's table has
// its name, std::runtime_error when the rows loaded so far are gone.
void make_side_table(postgres::Connection& connection,
                     const Destination& destination);

// Whether the rows of the side table have become the table's content; nothing
// can tell once others have dropped it.
std::optional<bool> was_replaced(postgres::Connection& connection,
                                 const Destination& destination);

// To be called when that is committed; nothing if the side table is gone, or
// another run's. Throws PostgresError, as while another run is overwriting.
void drop_side_table(Session& session, const Destination& destination);

}  // namespace load
