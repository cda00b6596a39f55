#pragma once

#include <vector>

#include "postgres/connection.hpp"
#include "prepare/destination.hpp"

namespace store {

// Inside an open transaction: each of the tables, which are overwritten by
// streams that sent something, gets the rows of its side table, which is marked
// so. All are locked first, and nothing is changed unless all may be: rows of
// tables that are not overwritten are never reached (reach.hpp). Throws
// PostgresError and std::runtime_error, which name stream and table, and
// StaleTable.
void replace_overwritten(postgres::Connection& connection,
                         std::vector<const prepare::Destination*> all);

}  // namespace store
