#pragma once

#include <string>

#include "table/table.hpp"

namespace inspect {

// The table's oid as an SQL expression; NULL where there is none. A table
// without a schema is looked for along the search path.
std::string oid_of(const table::Table& table);

}  // namespace inspect
