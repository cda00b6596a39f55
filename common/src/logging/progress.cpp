#include "logging/progress.hpp"

#include <cmath>

#include "logging/log.hpp"
#include "logging/standard_error.hpp"
#include "text/concat.hpp"

namespace logging {

namespace {

constexpr std::chrono::milliseconds kInterval{250};

// In MB of a million bytes, with one digit behind the point.
std::string megabytes(std::uint64_t bytes) {
  constexpr std::uint64_t kTenth = 100'000;
  const std::uint64_t tenths = bytes / kTenth;
  return text::concat(with_thousands(tenths / 10), '.', tenths % 10, " MB");
}

std::uint64_t per_second(std::uint64_t records,
                         std::chrono::duration<double> in) {
  if (in.count() <= 0) return 0;
  return static_cast<std::uint64_t>(
      std::llround(static_cast<double>(records) / in.count()));
}

}  // namespace

std::string with_thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t end = digits.size(); end > 3; end -= 3) {
    digits.insert(end - 3, 1, ',');
  }
  return digits;
}

Progress::Progress(Time start)
    : is_shown_(is_enabled(Level::kInfo) && form() == Form::kPlain &&
                can_draw()),
      start_(start),
      drawn_(start) {}

Progress::~Progress() {
  if (is_shown_) erase_last_line();
}

bool Progress::is_due(Time now) const {
  return is_shown_ && now - drawn_ >= kInterval;
}

void Progress::show(std::string_view stream, std::uint64_t records,
                    std::uint64_t bytes, Time now) {
  if (!is_due(now)) return;
  drawn_ = now;
  draw_last_line(text::concat(program(), " | ", stream, ": ",
                              with_thousands(records), " records, ",
                              with_thousands(per_second(records, now - start_)),
                              "/s, ", megabytes(bytes)));
}

}  // namespace logging
