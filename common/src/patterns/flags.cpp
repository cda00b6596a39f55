#include "patterns/flags.hpp"

#include <string_view>

#include "patterns/pattern.hpp"
#include "text/concat.hpp"

namespace patterns {

namespace {

constexpr std::string_view kFlags = "aimsux";
// Those that PCRE2 is told of; the others are about how the rest is read.
constexpr std::string_view kTold = "ims";

bool has(std::string_view flags, char flag) {
  return flags.find(flag) != std::string_view::npos;
}

std::string told(std::string_view flags) {
  std::string result;
  for (const char flag : flags) {
    if (has(kTold, flag) && !has(result, flag)) result += flag;
  }
  return result;
}

// Flags up to one of the characters `ends`, which is returned.
char read_up_to(std::string_view ends, std::uint32_t point,
                ExpressionReader& reader, std::string& flags) {
  for (;; point = reader.take()) {
    const char c = point < 0x80 ? static_cast<char>(point) : '\0';
    if (!flags.empty() && has(ends, c)) return c;
    if (!has(kFlags, c)) refuse("unknown extension or flag");
    flags += c;
  }
}

}  // namespace

void Flags::check_characters() const {
  if (ascii && ignore_case) {
    throw NotSupported("the flags a and i together are not supported");
  }
}

Flags FlagChange::applied_to(Flags flags) const {
  if (has(on, 'a')) flags.ascii = true;
  if (has(on, 'u')) flags.ascii = false;
  if (has(on, 'i')) flags.ignore_case = true;
  if (has(off, 'i')) flags.ignore_case = false;
  if (has(on, 'x')) flags.verbose = true;
  if (has(off, 'x')) flags.verbose = false;
  return flags;
}

std::string FlagChange::to_pcre2() const {
  const std::string set = told(on);
  const std::string unset = told(off);
  if (!is_scoped && set.empty()) return "";
  return text::concat("(?", set, unset.empty() ? "" : "-", unset,
                      is_scoped ? ':' : ')');
}

FlagChange read_flags(std::uint32_t first, ExpressionReader& reader) {
  FlagChange change;
  char end = '-';
  if (first != '-') end = read_up_to(")-:", first, reader, change.on);
  if (has(change.on, 'a') && has(change.on, 'u')) {
    refuse("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
  }
  change.is_scoped = end != ')';
  if (end == '-') read_up_to(":", reader.take(), reader, change.off);
  if (has(change.off, 'a') || has(change.off, 'u')) {
    refuse("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
  }
  for (const char flag : change.on) {
    if (has(change.off, flag)) {
      refuse("bad inline flags: flag turned on and off");
    }
  }
  return change;
}

}  // namespace patterns
