#pragma once

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// container[lower:upper:step].
Value sliced(const Value& container, const Slice& slice);

}  // namespace mapping::expression
