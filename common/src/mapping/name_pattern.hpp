#pragma once

#include <string_view>

namespace mapping {

// Whether the whole name is as the pattern says, by the rules of Python's
// fnmatch: * is any text, ? any character, [a-z] one of a set, [!a-z] one that
// is not in it; upper and lower case differ. Both are UTF-8.
bool matches(std::string_view name, std::string_view pattern);

}  // namespace mapping
