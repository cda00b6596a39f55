#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dates {

// An instant in UTC, to the nanosecond; dates are compared as these, never as
// text.
struct Moment {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
  std::int32_t nanoseconds = 0;

  // clang-tidy 14 takes the 0 that <=> is compared with for a pointer.
  auto operator<=>(const Moment&) const =
      default;  // NOLINT(modernize-use-nullptr)
};

// Reads RFC 3339, also with a space for the "T", without a zone (then UTC), and
// a bare date (00:00Z). Digits beyond nanoseconds are cut off; a leap second is
// the second after. Nothing when it is none of these.
std::optional<Moment> parse_moment(std::string_view text);

// The whole second of `time`.
Moment whole_second(std::chrono::system_clock::time_point time);

// "2021-10-17T15:46:11Z"; a fraction is left out.
std::string format_moment(Moment moment);

}  // namespace dates
