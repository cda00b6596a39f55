#pragma once

#include "json/document.hpp"

namespace json {

// The one rule for members that come twice in an object, as every JSON reader
// that Singer's tools use has it: the last one counts, in the place of the
// first. Here for a whole tree; see members.hpp for lists.
void keep_last_members(Value& tree);

}  // namespace json
