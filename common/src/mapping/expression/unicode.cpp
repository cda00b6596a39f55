#include "mapping/expression/unicode.hpp"

#include <algorithm>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/unicode_tables.hpp"
#include "text/code_points.hpp"

namespace mapping::expression {

namespace {

std::uint32_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

// How many bytes the character has that begins with `first`.
std::size_t width(std::uint32_t first) {
  if (first < 0x80) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

bool is_in(std::span<const unicode_tables::Run> runs, char32_t point) {
  const auto behind = std::upper_bound(
      runs.begin(), runs.end(), point,
      [](char32_t value, const auto& run) { return value < run.begin; });
  if (behind == runs.begin()) return false;
  const auto& run = *(behind - 1);
  return point <= run.end && (point - run.begin) % run.stride == 0;
}

}  // namespace

char32_t next_point(std::string_view text, std::size_t& at) {
  std::string_view rest = text.substr(at);
  const auto point = static_cast<char32_t>(text::take_code_point(rest));
  at = text.size() - rest.size();
  return point;
}

std::u32string to_points(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points += next_point(text, at);
  return points;
}

void append_utf8(std::string& out, char32_t point) {
  char bytes[4];
  out.append(bytes, text::put_code_point(bytes, point));
}

std::string to_utf8(std::u32string_view points) {
  std::string out;
  out.reserve(points.size());
  for (const char32_t point : points) append_utf8(out, point);
  return out;
}

std::size_t count_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

std::string_view points_between(std::string_view text, std::size_t begin,
                                std::size_t end) {
  std::size_t at = 0;
  std::size_t count = 0;
  for (; count < begin && at < text.size(); ++count) {
    at += width(byte_at(text, at));
  }
  const std::size_t first = at;
  for (; count < end && at < text.size(); ++count) {
    at += width(byte_at(text, at));
  }
  return text.substr(first, at - first);
}

void require_utf8(std::string_view text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if (byte_at(text, at) == 0xED && byte_at(text, at + 1) >= 0xA0) {
      throw EvaluationError(
          "'utf-8' codec can't encode half of a surrogate pair");
    }
  }
}

bool is_alpha(char32_t point) { return is_in(unicode_tables::kAlpha, point); }
bool is_decimal(char32_t point) {
  return is_in(unicode_tables::kDecimal, point);
}
bool is_digit(char32_t point) { return is_in(unicode_tables::kDigit, point); }
bool is_numeric(char32_t point) {
  return is_in(unicode_tables::kNumeric, point);
}
bool is_space(char32_t point) { return is_in(unicode_tables::kSpace, point); }
bool is_printable(char32_t point) {
  return !is_in(unicode_tables::kUnprintable, point);
}
bool is_lower(char32_t point) { return is_in(unicode_tables::kLower, point); }
bool is_upper(char32_t point) { return is_in(unicode_tables::kUpper, point); }
bool is_title(char32_t point) { return is_in(unicode_tables::kTitle, point); }
bool is_alnum(char32_t point) { return is_alpha(point) || is_numeric(point); }
bool is_cased(char32_t point) {
  return is_lower(point) || is_upper(point) || is_title(point);
}

int decimal_digit(char32_t point) {
  if (point < 0x80) {
    return point >= '0' && point <= '9' ? static_cast<int>(point - '0') : -1;
  }
  if (!is_decimal(point)) return -1;
  // Runs that follow each other have one begin: the tens count from there.
  const auto& runs = unicode_tables::kDecimal;
  const auto behind = std::upper_bound(
      runs.begin(), runs.end(), point,
      [](char32_t value, const auto& run) { return value < run.begin; });
  return static_cast<int>((point - (behind - 1)->begin) % 10);
}

namespace {

template <class Holds>
std::string_view stripped(std::string_view text, bool left, bool right,
                          Holds is_blank) {
  while (left && !text.empty()) {
    const std::size_t count = width(byte_at(text, 0));
    if (!is_blank(to_points(text.substr(0, count))[0])) break;
    text.remove_prefix(count);
  }
  while (right && !text.empty()) {
    std::size_t at = text.size() - 1;
    while ((byte_at(text, at) & 0xC0U) == 0x80U) --at;
    if (!is_blank(to_points(text.substr(at))[0])) break;
    text = text.substr(0, at);
  }
  return text;
}

}  // namespace

std::string_view strip(std::string_view text) {
  return stripped(text, true, true, is_space);
}
std::string_view strip_left(std::string_view text) {
  return stripped(text, true, false, is_space);
}
std::string_view strip_right(std::string_view text) {
  return stripped(text, false, true, is_space);
}

}  // namespace mapping::expression
