#pragma once

#include "json/document.hpp"
#include "table/column_type.hpp"

namespace table {

// smallint, integer or bigint by "minimum" and "maximum", both of which must be
// there for a type below bigint: as MeltanoLabs' target has it.
BaseType integer_type(const json::Value& schema);

// Whether the rules of an integer's schema (bounds, multipleOf, enum, const)
// say that it may be beyond 64 bits. A bound that is not there says nothing.
bool is_beyond_bigint(const json::Value& schema);

// The type of a number that stands in a schema: bigint or numeric.
BaseType type_of_number(const json::Value& number);

}  // namespace table
