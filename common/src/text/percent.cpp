#include "text/percent.hpp"

#include <cstddef>

#include "text/hex.hpp"

namespace text {

std::string percent_decode(std::string_view encoded) {
  std::string decoded;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const bool is_whole = encoded[i] == '%' && encoded.size() - i > 2;
    const int high = is_whole ? hex_value(encoded[i + 1]) : -1;
    const int low = is_whole ? hex_value(encoded[i + 2]) : -1;
    if (high < 0 || low < 0) {
      decoded += encoded[i];
    } else {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

}  // namespace text
