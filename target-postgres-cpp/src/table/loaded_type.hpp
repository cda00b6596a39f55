#pragma once

#include "table/migration.hpp"
#include "table/table.hpp"

namespace table {

// The table with each column in the type that its values are best read into,
// given the column that is there: mostly the stream's own, but where that
// column can keep what the tap sent as it was sent (a date-time in a text
// column, a time with its offset), that one's. Of a choice, a column that
// cannot hold all of it is read into as the first kind alone.
Table loaded_table(Table want, const ExistingTable& have);

// Of one column that is there.
ColumnType loaded_type(const Column& column, const ColumnType& stored);

}  // namespace table
