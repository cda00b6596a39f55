#pragma once

#include <optional>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// A tzinfo argument: None or a timezone.
std::optional<TimeZone> zone_argument(const Value* given);
// A fold argument: 0 or 1.
int fold_argument(const Value* given);

}  // namespace mapping::expression
