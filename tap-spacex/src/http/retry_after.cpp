#include "http/retry_after.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "http/libcurl.hpp"

namespace http {

std::optional<std::chrono::milliseconds> parse_retry_after(
    std::string_view value, std::chrono::system_clock::time_point now) {
  using std::chrono::milliseconds;
  using std::chrono::seconds;
  // A day is more than any retry budget; it keeps the arithmetic small.
  constexpr seconds kLongest = std::chrono::hours(24);
  const bool is_number =
      !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
        return c >= '0' && c <= '9';
      });
  if (is_number) {
    long long count = 0;
    const auto parsed =
        std::from_chars(value.data(), value.data() + value.size(), count);
    if (parsed.ec != std::errc{}) return kLongest;
    return std::min(seconds(count), kLongest);
  }
  // curl reads dates of many forms; a Retry-After date has a comma (RFC 9110's
  // preferred and RFC 850 forms) or is asctime's, which begins with a letter.
  if (value.empty() || value.front() < 'A') return std::nullopt;
  const std::time_t time =
      libcurl().getdate(std::string(value).c_str(), nullptr);
  if (time == -1) return std::nullopt;
  const auto wait = std::chrono::duration_cast<milliseconds>(
      std::chrono::system_clock::from_time_t(time) - now);
  return std::clamp<milliseconds>(wait, milliseconds(0), kLongest);
}

}  // namespace http
