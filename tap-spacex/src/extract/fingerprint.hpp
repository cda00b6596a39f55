#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace extract {

// Sixteen hexadecimal digits that tell one list of texts from another: what
// produced a bookmark, so that it is not used for anything else.
std::string fingerprint(std::initializer_list<std::string_view> parts);

}  // namespace extract
