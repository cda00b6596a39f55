#pragma once

#include <vector>

#include "table/column_type.hpp"

namespace table {

// The types of a column for one property, whose schema may allow values of
// several kinds: [date-time, any text], an integer beyond 64 bits, ….
struct Choice {
  // What MeltanoLabs' target makes of it, by the first kind alone.
  ColumnType first;
  // What takes every value that the schema allows: `first` wherever that does.
  ColumnType any;

  friend bool operator==(const Choice&, const Choice&) = default;
};

// Whether a column takes all values of a type, and none as what it is not: `5`
// is no boolean. An array's column takes what is no array as an array of one.
bool takes(const ColumnType& column, const ColumnType& value);

// The narrowest type that takes the values of all these; there is at least one.
ColumnType type_of_all(const std::vector<ColumnType>& types);

}  // namespace table
