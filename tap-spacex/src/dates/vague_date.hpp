#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dates {

// A date as GCAT writes it, as exact as it is known
// (https://planet4589.org/space/gcat/web/intro/vague.html).
struct VagueDate {
  // The first instant of the period that the text names, RFC 3339 in UTC, with
  // the digits of a second that the text has.
  std::string instant;
  // The length of that period, or the next longer one of these: second, minute,
  // hour, day, month, quarter, year, decade, century.
  std::string_view precision;
  bool is_doubtful = false;  // marked with a question mark
};

// Reads "2026 Sep 28 1248:59.5", "2026 Sep 28 1248.5", "2026 Sep 28 12h",
// "2026 Sep 28.53", "2026 Sep 28", "2026 Sep", "2026 Q3", "2026", "2020s" and
// "21C", each also with "?"; a day may be padded with a blank. Nothing when it
// is none of these, or no day of the calendar.
std::optional<VagueDate> parse_vague_date(std::string_view text);

}  // namespace dates
