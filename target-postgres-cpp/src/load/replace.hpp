#pragma once

#include <map>
#include <string>

#include "load/destination.hpp"
#include "postgres/connection.hpp"

namespace load {

// Inside an open transaction: each table that is overwritten, by a stream that
// sent something, gets the rows of its side table, which is marked so. All are
// locked first, and nothing is changed unless all may be: rows of tables that
// are not overwritten are never reached (reach.hpp). Throws PostgresError and
// std::runtime_error, which name stream and table, and StaleTable.
void replace_overwritten(postgres::Connection& connection,
                         const std::map<std::string, Destination>& all);

}  // namespace load
