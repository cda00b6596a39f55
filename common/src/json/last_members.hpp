#pragma once

#include <vector>

#include "json/document.hpp"
#include "json/scanner.hpp"

namespace json {

// The one rule for members that come twice in an object, as every JSON reader
// that Singer's tools use has it: the last one counts, in the place of the
// first.

// In the whole tree.
void keep_last_members(Value& tree);

// Of one object; names are compared by their characters, however escaped.
void keep_last_members(std::vector<TextMember>& members);

}  // namespace json
