#pragma once

#include <string>
#include <string_view>

namespace mapping::expression {

// The digest in hexadecimal.
std::string md5(std::string_view bytes);
std::string sha256(std::string_view bytes);

}  // namespace mapping::expression
