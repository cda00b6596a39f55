#pragma once

#include <string>

#include "table/migration.hpp"
#include "table/table.hpp"

namespace prepare {

// What to tell of a stream whose keys are not the table's, as when its tap has
// got others since the table was made: "its keys are (id), and table "s"."t"
// keeps …". Empty: they are, or the stream has none and cannot meet an index of
// columns that it does not send.
std::string unlike_keys(const table::Table& table,
                        const table::ExistingTable& existing);

}  // namespace prepare
