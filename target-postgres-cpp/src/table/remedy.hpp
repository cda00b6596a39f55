#pragma once

#include <string>

#include "table/table.hpp"

namespace table {

// What to tell of a value that a column refuses: "" or, where the schema allows
// more than the column that is there was made for, the ALTER that makes it take
// all of it, behind a semicolon. `column` has the type that its values are read
// into.
std::string remedy(const Table& table, const Column& column);

}  // namespace table
