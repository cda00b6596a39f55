#pragma once

#include "schema/schema.hpp"

namespace schema {

// Whether checking a value by `from` may check the same value, not a part of
// it, by `to`. A circle of such steps would have no end.
bool leads_in_place(const Rules& from, const Rules& to);

// Whether an array is of a kind that all of these rules together may allow.
bool may_be_array(const Rules& rules);

}  // namespace schema
