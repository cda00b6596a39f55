#pragma once

#include <string>

#include "table/migration.hpp"
#include "table/table.hpp"

namespace table {

// Why a table cannot be made: what is no table has its name, since tables,
// indexes, views and sequences share one name space; and how to get on.
std::string name_is_taken(const Table& want, const ExistingTable& have);

}  // namespace table
