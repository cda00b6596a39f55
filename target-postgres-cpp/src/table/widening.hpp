#pragma once

#include <string>
#include <string_view>

#include "table/column_type.hpp"

namespace table {

// What a column is for.
enum class ColumnRole {
  kPlain,
  // Rows are told apart by it: a key of the stream, part of a unique index, of
  // a foreign key, ….
  kIdentifying,
};

// Whether ALTER COLUMN TYPE from one to the other changes neither which values
// are equal nor what a reader takes them for: the pairs are listed in
// widening.cpp, and there are no others. In a column that identifies rows
// nothing becomes text: a number or an instant is one value however it is
// spelled, a text is not.
bool is_widening(const ColumnType& from, const ColumnType& to, ColumnRole role);

// `column` of type `from`, as the USING expression of such an ALTER.
std::string widened(std::string_view column, const ColumnType& from,
                    const ColumnType& to);

// Into a numeric: whether digits before and behind the point always fit.
bool fits_numeric(const ColumnType& from, const ColumnType& to);

// A timestamp as text, as taps send it: 2021-02-03T04:05:06.7Z.
std::string iso_text(std::string_view timestamp);

}  // namespace table
