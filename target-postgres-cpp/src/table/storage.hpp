#pragma once

#include <string>
#include <string_view>

#include "table/column_type.hpp"

namespace table {

// What becomes of values of one type in a column of another.
enum class Storage {
  kExact,    // every value is stored as it is
  kChecked,  // one that would be rounded or cut is refused (class 22)
  kNone,     // some would be changed in silence, or mean something else
};
Storage storage_of(const ColumnType& value, const ColumnType& column);

// `expression` of type `value`, as SQL that may be assigned to a column of type
// `column`; the expression itself where nothing is needed. Not for kNone.
std::string cast_expression(std::string_view expression,
                            const ColumnType& value, const ColumnType& column);

}  // namespace table
