// Methods of str that make another text, or a list of texts.
#include <algorithm>

#include "mapping/expression/containers.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/text_size.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

const Text& self_of(const Value& self) { return *self.get<Text>(); }

template <auto kChange>
Value changed(const Value& self, const Arguments& arguments,
              const Context& /*context*/) {
  arguments.bind("str method", {}, 0);
  return Text(kChange(self_of(self)));
}

// Strips white space, or the characters of the argument.
template <bool kLeft, bool kRight>
Value stripped(const Value& self, const Arguments& arguments,
               const Context& /*context*/) {
  const auto given = arguments.bind("strip", {"chars"}, 0, 1);
  const Text& text = self_of(self);
  if (given[0] == nullptr || given[0]->is<None>()) {
    std::string_view rest = text;
    if (kLeft) rest = strip_left(rest);
    if (kRight) rest = strip_right(rest);
    return Value(rest);
  }
  const auto* characters = given[0]->get<Text>();
  if (characters == nullptr) {
    throw EvaluationError("strip arg must be None or str");
  }
  const std::u32string set = to_points(*characters);
  const std::u32string points = to_points(text);
  std::u32string_view rest = points;
  const auto is_in = [&](char32_t point) {
    return set.find(point) != std::u32string::npos;
  };
  while (kLeft && !rest.empty() && is_in(rest.front())) rest.remove_prefix(1);
  while (kRight && !rest.empty() && is_in(rest.back())) rest.remove_suffix(1);
  return to_utf8(rest);
}

std::string fill_argument(const Value* given) {
  if (given == nullptr) return " ";
  const Text& fill = text_argument(*given, "The fill character");
  if (count_points(fill) != 1) {
    throw EvaluationError(
        "The fill character must be exactly one character long");
  }
  return fill;
}

std::string repeated(std::string_view text, std::size_t count) {
  check_text_size(text.size(), count);
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

enum class Side { kLeft, kRight, kBoth };

template <Side kSide>
Value justified(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  const auto given = arguments.bind("just", {"width", "fillchar"}, 1, 2);
  const Text& text = self_of(self);
  const std::int64_t width = integer_argument(*given[0]);
  const std::string fill = fill_argument(given[1]);
  const auto length = static_cast<std::int64_t>(count_points(text));
  if (width <= length) return text;
  const std::int64_t room = width - length;
  std::int64_t left = 0;
  if (kSide == Side::kLeft) left = room;
  // Python's center puts the odd one to the left of an odd width.
  if (kSide == Side::kBoth) left = room / 2 + (room & width & 1);
  return repeated(fill, static_cast<std::size_t>(left)) + text +
         repeated(fill, static_cast<std::size_t>(room - left));
}

Value zero_filled(const Value& self, const Arguments& arguments,
                  const Context& /*context*/) {
  const auto given = arguments.bind("zfill", {"width"}, 1, 1);
  const Text& text = self_of(self);
  const std::int64_t width = integer_argument(*given[0]);
  const auto length = static_cast<std::int64_t>(count_points(text));
  if (width <= length) return text;
  const bool is_signed = !text.empty() && (text[0] == '-' || text[0] == '+');
  const std::string sign = is_signed ? text.substr(0, 1) : std::string();
  return sign + repeated("0", static_cast<std::size_t>(width - length)) +
         text.substr(sign.size());
}

Value expanded_tabs(const Value& self, const Arguments& arguments,
                    const Context& /*context*/) {
  const auto given = arguments.bind("expandtabs", {"tabsize"}, 0);
  const std::int64_t size =
      given[0] == nullptr ? 8 : integer_argument(*given[0]);
  std::string result;
  std::int64_t column = 0;
  for (const char c : self_of(self)) {
    if (c == '\t') {
      if (size > 0) {
        const std::int64_t room = size - column % size;
        check_text_size(result.size() + static_cast<std::size_t>(room), 1);
        result.append(static_cast<std::size_t>(room), ' ');
        column += room;
      }
      continue;
    }
    result += c;
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++column;
    if (c == '\n' || c == '\r') column = 0;
  }
  return result;
}

Value joined(const Value& self, const Arguments& arguments,
             const Context& /*context*/) {
  const auto given = arguments.bind("join", {"iterable"}, 1, 1);
  const Text& separator = self_of(self);
  std::string result;
  std::size_t number = 0;
  for (const Value& item : items_of(*given[0])) {
    const auto* part = item.get<Text>();
    if (part == nullptr) {
      throw EvaluationError(text::concat("sequence item ", number,
                                         ": expected str instance, ",
                                         type_name(item), " found"));
    }
    if (number++ > 0) result += separator;
    check_text_size(result.size() + part->size(), 1);
    result += *part;
  }
  return result;
}

// An empty text stands before each character and at the end.
std::string replaced_empty(const Text& text, const Text& to,
                           std::int64_t most) {
  std::string result;
  std::int64_t count = 0;
  const auto put = [&] {
    if (most < 0 || count < most) {
      check_text_size(result.size() + to.size(), 1);
      result += to;
      ++count;
    }
  };
  put();
  for (std::size_t at = 0; at < text.size();) {
    do {
      result += text[at++];
    } while (at < text.size() &&
             (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
    put();
  }
  return result;
}

Value replaced(const Value& self, const Arguments& arguments,
               const Context& /*context*/) {
  const auto given = arguments.bind("replace", {"old", "new", "count"}, 2, 3);
  const Text& text = self_of(self);
  const Text& from = text_argument(*given[0], "replace() argument 1");
  const Text& to = text_argument(*given[1], "replace() argument 2");
  const std::int64_t most =
      given[2] == nullptr ? -1 : integer_argument(*given[2]);
  if (from.empty()) return replaced_empty(text, to, most);
  std::string result;
  std::size_t at = 0;
  for (std::int64_t count = 0; most < 0 || count < most; ++count) {
    const std::size_t found = text.find(from, at);
    if (found == std::string::npos) break;
    result.append(text, at, found - at);
    check_text_size(result.size() + to.size(), 1);
    result += to;
    at = found + from.size();
  }
  return result.append(text, at, std::string::npos);
}

Value without_prefix(const Value& self, const Arguments& arguments,
                     const Context& /*context*/) {
  const auto given = arguments.bind("removeprefix", {"prefix"}, 1, 1);
  const Text& text = self_of(self);
  const Text& prefix = text_argument(*given[0], "removeprefix() argument");
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

Value without_suffix(const Value& self, const Arguments& arguments,
                     const Context& /*context*/) {
  const auto given = arguments.bind("removesuffix", {"suffix"}, 1, 1);
  const Text& text = self_of(self);
  const Text& suffix = text_argument(*given[0], "removesuffix() argument");
  return text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size())
                                : text;
}

Value encoded(const Value& self, const Arguments& arguments,
              const Context& /*context*/) {
  const auto given = arguments.bind("encode", {"encoding", "errors"}, 0);
  const std::string name =
      given[0] == nullptr
          ? "utf-8"
          : lower(text_argument(*given[0], "encode() argument 'encoding'"));
  if (given[1] != nullptr &&
      text_argument(*given[1], "encode() argument 'errors'") != "strict") {
    throw EvaluationError(
        "errors of encode() other than 'strict' are not "
        "supported");
  }
  const Text& text = self_of(self);
  const bool is_ascii_name = name == "ascii" || name == "us-ascii";
  if (name != "utf-8" && name != "utf8" && name != "utf_8" && !is_ascii_name) {
    throw EvaluationError(
        text::concat("the encoding '", name, "' is not supported"));
  }
  if (is_ascii_name && !is_ascii(text)) {
    throw EvaluationError("'ascii' codec can't encode the text");
  }
  require_utf8(text);
  return Bytes{text};
}

constexpr Method kTable[] = {
    {"capitalize", changed<capitalized>},
    {"casefold", changed<casefolded>},
    {"center", justified<Side::kBoth>},
    {"encode", encoded},
    {"expandtabs", expanded_tabs},
    {"join", joined},
    {"ljust", justified<Side::kRight>},
    {"lower", changed<static_cast<std::string (*)(std::string_view)>(lower)>},
    {"lstrip", stripped<true, false>},
    {"removeprefix", without_prefix},
    {"removesuffix", without_suffix},
    {"replace", replaced},
    {"rjust", justified<Side::kLeft>},
    {"rstrip", stripped<false, true>},
    {"strip", stripped<true, true>},
    {"swapcase", changed<swapped_case>},
    {"title", changed<title>},
    {"upper", changed<static_cast<std::string (*)(std::string_view)>(upper)>},
    {"zfill", zero_filled},
};

}  // namespace

const std::span<const Method> kTextMethods = kTable;

}  // namespace mapping::expression
