#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace http {

// The wait that a Retry-After header asks for: seconds, or an HTTP date (RFC
// 9110), of which `now` is subtracted; not below 0. Nothing when it is neither.
std::optional<std::chrono::milliseconds> parse_retry_after(
    std::string_view value, std::chrono::system_clock::time_point now);

}  // namespace http
