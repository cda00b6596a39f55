#include "patterns/expression_reader.hpp"

#include <algorithm>

#include "text/code_points.hpp"
#include "text/hex.hpp"

namespace patterns {

ExpressionReader::ExpressionReader(std::string_view expression)
    : points_(text::code_points(expression)) {}

bool ExpressionReader::next_is_one_of(std::string_view characters) const {
  return !is_at_end() && points_[at_] < 0x80 &&
         characters.find(static_cast<char>(points_[at_])) !=
             std::string_view::npos;
}

bool ExpressionReader::skip(char c) {
  if (!next_is(c)) return false;
  ++at_;
  return true;
}

std::uint32_t ExpressionReader::take() {
  if (is_at_end()) refuse("unexpected end of pattern");
  return points_[at_++];
}

std::vector<std::uint32_t> ExpressionReader::take_until(char end) {
  std::vector<std::uint32_t> taken;
  while (!skip(end)) taken.push_back(take());
  if (taken.empty()) refuse("missing group name");
  return taken;
}

std::optional<std::uint64_t> ExpressionReader::number(unsigned base,
                                                      std::size_t most) {
  constexpr std::uint64_t kLarge = 1'000'000'000'000;
  std::optional<std::uint64_t> value;
  for (; most > 0 && !is_at_end() && points_[at_] < 0x80; --most) {
    const int digit = text::hex_value(static_cast<char>(points_[at_]));
    if (digit < 0 || static_cast<unsigned>(digit) >= base) break;
    value = std::min(value.value_or(0) * base + static_cast<unsigned>(digit),
                     kLarge);
    ++at_;
  }
  return value;
}

std::uint32_t ExpressionReader::hexadecimal(std::size_t count) {
  const std::size_t start = at_;
  const auto value = number(16, count);
  if (!value || at_ - start != count) refuse("incomplete escape");
  return static_cast<std::uint32_t>(*value);
}

}  // namespace patterns
