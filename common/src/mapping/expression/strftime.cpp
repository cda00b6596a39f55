#include <ctime>
#include <vector>

#include "mapping/expression/datetime.hpp"
#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/errors.hpp"

namespace mapping::expression {

namespace {

std::tm parts_of(const DateTime& moment) {
  const std::int64_t seconds =
      moment.time.microseconds / kMicrosecondsPerSecond;
  std::tm parts{};
  parts.tm_year = moment.date.year - 1900;
  parts.tm_mon = moment.date.month - 1;
  parts.tm_mday = moment.date.day;
  parts.tm_hour = static_cast<int>(seconds / 3600);
  parts.tm_min = static_cast<int>(seconds / 60 % 60);
  parts.tm_sec = static_cast<int>(seconds % 60);
  parts.tm_wday = (weekday(moment.date) + 1) % 7;
  parts.tm_yday = static_cast<int>(day_number(moment.date) -
                                   day_number({moment.date.year, 1, 1}));
  parts.tm_isdst = -1;
  return parts;
}

// What Python puts in before it asks the C library: %f, %z and %Z.
std::string with_own_directives(const DateTime& moment,
                                std::string_view format) {
  std::string result;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%' || at + 1 == format.size()) {
      result += format[at];
      continue;
    }
    const char directive = format[++at];
    if (directive == 'f') {
      const std::string digits = std::to_string(
          moment.time.microseconds % kMicrosecondsPerSecond + 1'000'000);
      result += digits.substr(1);
    } else if (directive == 'z') {
      if (moment.time.zone) result += offset_text(moment.time.zone->offset, "");
    } else if (directive == 'Z') {
      if (moment.time.zone) {
        for (const char c : name_of(*moment.time.zone)) {
          result += c == '%' ? std::string("%%") : std::string(1, c);
        }
      }
    } else {
      result += '%';
      result += directive;
    }
  }
  return result;
}

}  // namespace

std::string format_time(const DateTime& moment, std::string_view format) {
  if (format.find('\0') != std::string_view::npos) {
    throw EvaluationError("embedded null character");
  }
  // One character more than the text: an empty one has length 0, as too long
  // ones do.
  const std::string wanted = with_own_directives(moment, format) + '.';
  const std::tm parts = parts_of(moment);
  std::vector<char> buffer(wanted.size() * 4 + 256);
  for (;;) {
    // NOLINTNEXTLINE(*-format-nonliteral)
    const std::size_t length =
        std::strftime(buffer.data(), buffer.size(), wanted.c_str(), &parts);
    if (length > 0) return {buffer.data(), length - 1};
    constexpr std::size_t kMost = 1 << 20;
    if (buffer.size() > kMost) throw EvaluationError("the text is too long");
    buffer.resize(buffer.size() * 4);
  }
}

}  // namespace mapping::expression
