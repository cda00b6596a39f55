// Methods of str that look for a text, or split at it.
#include <algorithm>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

const Text& self_of(const Value& self) { return *self.get<Text>(); }

struct Range {
  std::size_t begin;
  std::size_t end;
  bool is_valid;  // else not even an empty text is in it
};

std::int64_t bound(const Value* given, std::int64_t otherwise,
                   std::int64_t length) {
  if (given == nullptr || given->is<None>()) return otherwise;
  std::int64_t at = integer_argument(*given);
  if (at < 0) at = std::max<std::int64_t>(at + length, 0);
  return at;
}

// What start and end leave of a text, in characters.
Range range_of(const Value* start, const Value* end, std::size_t length) {
  const auto size = static_cast<std::int64_t>(length);
  const std::int64_t begin = bound(start, 0, size);
  const std::int64_t stop = std::min(bound(end, size, size), size);
  const bool is_valid = begin <= stop;
  return {static_cast<std::size_t>(std::min(begin, size)),
          static_cast<std::size_t>(std::max(stop, std::int64_t{0})), is_valid};
}

// Where `part` is first or last within the range; -1 if nowhere.
std::int64_t place_of(const Value& self, const Arguments& arguments,
                      bool is_last) {
  const auto given = arguments.bind("find", {"sub", "start", "end"}, 1, 3);
  const std::u32string text = to_points(self_of(self));
  const std::u32string part =
      to_points(text_argument(*given[0], "find() argument"));
  const Range range = range_of(given[1], given[2], text.size());
  if (!range.is_valid) return -1;
  const std::u32string_view within =
      std::u32string_view(text).substr(range.begin, range.end - range.begin);
  const std::size_t found = is_last ? within.rfind(part) : within.find(part);
  if (found == std::u32string_view::npos) return -1;
  return static_cast<std::int64_t>(range.begin + found);
}

template <bool kIsLast, bool kMustBe>
Value found(const Value& self, const Arguments& arguments,
            const Context& /*context*/) {
  const std::int64_t place = place_of(self, arguments, kIsLast);
  if (kMustBe && place < 0) throw EvaluationError("substring not found");
  return Integer(place);
}

Value counted(const Value& self, const Arguments& arguments,
              const Context& /*context*/) {
  const auto given = arguments.bind("count", {"sub", "start", "end"}, 1, 3);
  const Text& text = self_of(self);
  const Text& part = text_argument(*given[0], "count() argument");
  const Range range = range_of(given[1], given[2], count_points(text));
  if (!range.is_valid) return Integer(0);
  const std::string_view within = points_between(text, range.begin, range.end);
  if (part.empty()) return Integer(range.end - range.begin + 1);
  std::int64_t count = 0;
  for (std::size_t at = within.find(part); at != std::string_view::npos;
       at = within.find(part, at + part.size())) {
    ++count;
  }
  return Integer(count);
}

template <bool kAtEnd>
Value begins(const Value& self, const Arguments& arguments,
             const Context& /*context*/) {
  const std::string_view name = kAtEnd ? "endswith" : "startswith";
  const auto given = arguments.bind(name, {"prefix", "start", "end"}, 1, 3);
  const Text& text = self_of(self);
  const Range range = range_of(given[1], given[2], count_points(text));
  const std::string_view within =
      range.is_valid ? points_between(text, range.begin, range.end) : "";
  const auto matches = [&](const Value& part) {
    const auto* wanted = part.get<Text>();
    if (wanted == nullptr) {
      throw EvaluationError(
          text::concat(name, " first arg must be str or a tuple of str, not ",
                       type_name(part)));
    }
    if (!range.is_valid) return false;
    return kAtEnd ? within.ends_with(*wanted) : within.starts_with(*wanted);
  };
  if (const auto* several = given[0]->get<Tuple>()) {
    return std::any_of(several->items->begin(), several->items->end(), matches);
  }
  return matches(*given[0]);
}

// The parts between white space.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (!is_space(next_point(text, at))) continue;
    if (here > begin) words.push_back(text.substr(begin, here - begin));
    begin = at;
  }
  if (begin < text.size()) words.push_back(text.substr(begin));
  return words;
}

std::vector<Value> split_at_space(std::string_view text, std::int64_t most) {
  std::vector<Value> parts;
  for (const std::string_view word : words_of(text)) {
    if (most >= 0 && static_cast<std::int64_t>(parts.size()) >= most) {
      const char* const end = text.data() + text.size();
      parts.emplace_back(strip_right(
          {word.data(), static_cast<std::size_t>(end - word.data())}));
      break;
    }
    parts.emplace_back(word);
  }
  return parts;
}

std::vector<Value> split_at_space_from_right(std::string_view text,
                                             std::int64_t most) {
  const std::vector<std::string_view> words = words_of(text);
  std::vector<Value> parts;
  const std::size_t rest =
      most < 0 || static_cast<std::size_t>(most) >= words.size()
          ? 0
          : words.size() - static_cast<std::size_t>(most);
  if (rest > 0) {
    const std::string_view last = words[rest - 1];
    parts.emplace_back(strip_left(text.substr(
        0, static_cast<std::size_t>(last.data() - text.data()) + last.size())));
  }
  for (std::size_t i = rest; i < words.size(); ++i) {
    parts.emplace_back(words[i]);
  }
  return parts;
}

std::vector<Value> split_at(std::string_view text, std::string_view separator,
                            std::int64_t most) {
  std::vector<Value> parts;
  std::size_t at = 0;
  while (most < 0 || static_cast<std::int64_t>(parts.size()) < most) {
    const std::size_t end = text.find(separator, at);
    if (end == std::string_view::npos) break;
    parts.emplace_back(text.substr(at, end - at));
    at = end + separator.size();
  }
  parts.emplace_back(text.substr(at));
  return parts;
}

std::vector<Value> split_at_from_right(std::string_view text,
                                       std::string_view separator,
                                       std::int64_t most) {
  std::vector<Value> parts;
  while (most < 0 || static_cast<std::int64_t>(parts.size()) < most) {
    if (text.size() < separator.size()) break;
    const std::size_t begin = text.rfind(separator);
    if (begin == std::string_view::npos) break;
    parts.emplace_back(text.substr(begin + separator.size()));
    text = text.substr(0, begin);
  }
  parts.emplace_back(text);
  std::reverse(parts.begin(), parts.end());
  return parts;
}

template <bool kFromRight>
Value split(const Value& self, const Arguments& arguments,
            const Context& /*context*/) {
  const auto given = arguments.bind("split", {"sep", "maxsplit"}, 0);
  const std::int64_t most =
      given[1] == nullptr ? -1 : integer_argument(*given[1]);
  const Text& text = self_of(self);
  if (given[0] == nullptr || given[0]->is<None>()) {
    return make_list(kFromRight ? split_at_space_from_right(text, most)
                                : split_at_space(text, most));
  }
  const Text& separator = text_argument(*given[0], "the separator");
  if (separator.empty()) throw EvaluationError("empty separator");
  return make_list(kFromRight ? split_at_from_right(text, separator, most)
                              : split_at(text, separator, most));
}

template <bool kFromRight>
Value partitioned(const Value& self, const Arguments& arguments,
                  const Context& /*context*/) {
  const auto given = arguments.bind("partition", {"sep"}, 1, 1);
  const Text& text = self_of(self);
  const Text& separator = text_argument(*given[0], "the separator");
  if (separator.empty()) throw EvaluationError("empty separator");
  const std::size_t at =
      kFromRight ? text.rfind(separator) : text.find(separator);
  if (at == std::string::npos) {
    const Value nothing{Text()};
    return kFromRight ? make_tuple({nothing, nothing, self})
                      : make_tuple({self, nothing, nothing});
  }
  return make_tuple({Text(text.substr(0, at)), separator,
                     Text(text.substr(at + separator.size()))});
}

bool is_line_break(char32_t point) {
  return (point >= 0x0A && point <= 0x0D) || (point >= 0x1C && point <= 0x1E) ||
         point == 0x85 || point == 0x2028 || point == 0x2029;
}

Value split_lines(const Value& self, const Arguments& arguments,
                  const Context& /*context*/) {
  const auto given = arguments.bind("splitlines", {"keepends"}, 0);
  const bool keeps_ends =
      given[0] != nullptr && integer_argument(*given[0]) != 0;
  const std::u32string points = to_points(self_of(self));
  const std::u32string_view text = points;
  std::vector<Value> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = begin;
    while (end < text.size() && !is_line_break(text[end])) ++end;
    std::size_t next = std::min(end + 1, text.size());
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') {
      ++next;
    }
    lines.emplace_back(
        to_utf8(text.substr(begin, (keeps_ends ? next : end) - begin)));
    begin = next;
  }
  return make_list(std::move(lines));
}

constexpr Method kTable[] = {
    {"count", counted},
    {"endswith", begins<true>},
    {"find", found<false, false>},
    {"index", found<false, true>},
    {"partition", partitioned<false>},
    {"rfind", found<true, false>},
    {"rindex", found<true, true>},
    {"rpartition", partitioned<true>},
    {"rsplit", split<true>},
    {"split", split<false>},
    {"splitlines", split_lines},
    {"startswith", begins<false>},
};

}  // namespace

const std::span<const Method> kTextSearchMethods = kTable;

}  // namespace mapping::expression
