#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace text {

// The start of `bytes`, fit for one line of an error message: at most
// `max_bytes` of it, control characters and invalid UTF-8 shown as \xNN, "…"
// appended where it was cut. Never splits a UTF-8 character.
std::string excerpt(std::string_view bytes, std::size_t max_bytes = 500);

}  // namespace text
