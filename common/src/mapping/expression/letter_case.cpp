// Upper and lower case of whole texts.
#include <algorithm>
#include <span>

#include "mapping/expression/unicode.hpp"
#include "mapping/expression/unicode_tables.hpp"
#include "text/ascii.hpp"

namespace mapping::expression {

namespace {

using unicode_tables::Shift;
using unicode_tables::Special;

struct Mapping {
  std::span<const Shift> shifts;
  std::span<const Special> specials;
};

const Mapping kLowerMapping = {unicode_tables::kToLower,
                               unicode_tables::kToLowerSpecial};
const Mapping kUpperMapping = {unicode_tables::kToUpper,
                               unicode_tables::kToUpperSpecial};
const Mapping kTitleMapping = {unicode_tables::kToTitle,
                               unicode_tables::kToTitleSpecial};
const Mapping kFoldedMapping = {unicode_tables::kToFolded,
                                unicode_tables::kToFoldedSpecial};

void append_mapped(std::u32string& out, const Mapping& mapping,
                   char32_t point) {
  const auto special = std::lower_bound(
      mapping.specials.begin(), mapping.specials.end(), point,
      [](const Special& each, char32_t value) { return each.from < value; });
  if (special != mapping.specials.end() && special->from == point) {
    for (const std::uint32_t to : special->to) {
      if (to != 0) out += static_cast<char32_t>(to);
    }
    return;
  }
  const auto behind = std::upper_bound(
      mapping.shifts.begin(), mapping.shifts.end(), point,
      [](char32_t value, const Shift& each) { return value < each.begin; });
  if (behind != mapping.shifts.begin()) {
    const Shift& shift = *(behind - 1);
    if (point <= shift.end && (point - shift.begin) % shift.stride == 0) {
      point = static_cast<char32_t>(static_cast<std::int32_t>(point) +
                                    shift.distance);
    }
  }
  out += point;
}

bool is_case_ignorable(char32_t point) {
  const auto& runs = unicode_tables::kCaseIgnorable;
  const auto behind = std::upper_bound(
      runs.begin(), runs.end(), point,
      [](char32_t value, const auto& run) { return value < run.begin; });
  if (behind == runs.begin()) return false;
  const auto& run = *(behind - 1);
  return point <= run.end && (point - run.begin) % run.stride == 0;
}

// Whether the capital sigma at `at` ends a word.
bool is_final_sigma(std::u32string_view text, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && is_case_ignorable(text[before - 1])) --before;
  if (before == 0 || !is_cased(text[before - 1])) return false;
  std::size_t behind = at + 1;
  while (behind < text.size() && is_case_ignorable(text[behind])) ++behind;
  return behind == text.size() || !is_cased(text[behind]);
}

void append_lower(std::u32string& out, std::u32string_view text,
                  std::size_t at) {
  constexpr char32_t kCapitalSigma = 0x3A3;
  if (text[at] == kCapitalSigma) {
    out += is_final_sigma(text, at) ? U'\u03C2' : U'\u03C3';
  } else {
    append_mapped(out, kLowerMapping, text[at]);
  }
}

std::string mapped(std::string_view text, const Mapping& mapping) {
  std::u32string out;
  for (const char32_t point : to_points(text)) {
    append_mapped(out, mapping, point);
  }
  return to_utf8(out);
}

}  // namespace

std::string lower(std::string_view text) {
  if (is_ascii(text)) return text::lower(text);
  const std::u32string points = to_points(text);
  std::u32string out;
  for (std::size_t at = 0; at < points.size(); ++at) {
    append_lower(out, points, at);
  }
  return to_utf8(out);
}

std::string upper(std::string_view text) {
  return is_ascii(text) ? text::upper(text) : mapped(text, kUpperMapping);
}

std::string casefolded(std::string_view text) {
  return is_ascii(text) ? text::lower(text) : mapped(text, kFoldedMapping);
}

std::string title(std::string_view text) {
  const std::u32string points = to_points(text);
  std::u32string out;
  bool was_cased = false;
  for (std::size_t at = 0; at < points.size(); ++at) {
    if (was_cased) {
      append_lower(out, points, at);
    } else {
      append_mapped(out, kTitleMapping, points[at]);
    }
    was_cased = is_cased(points[at]);
  }
  return to_utf8(out);
}

std::string capitalized(std::string_view text) {
  const std::u32string points = to_points(text);
  std::u32string out;
  for (std::size_t at = 0; at < points.size(); ++at) {
    if (at == 0) {
      append_mapped(out, kTitleMapping, points[at]);
    } else {
      append_lower(out, points, at);
    }
  }
  return to_utf8(out);
}

std::string swapped_case(std::string_view text) {
  const std::u32string points = to_points(text);
  std::u32string out;
  for (std::size_t at = 0; at < points.size(); ++at) {
    if (is_upper(points[at])) {
      append_lower(out, points, at);
    } else if (is_lower(points[at])) {
      append_mapped(out, kUpperMapping, points[at]);
    } else {
      out += points[at];
    }
  }
  return to_utf8(out);
}

}  // namespace mapping::expression
