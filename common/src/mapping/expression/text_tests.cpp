// Methods of str that say what kind of text it is.
#include <algorithm>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/unicode.hpp"

namespace mapping::expression {

namespace {

template <bool (*kHolds)(char32_t), bool kOfEmpty>
bool all_are(std::string_view text) {
  const std::u32string points = to_points(text);
  if (points.empty()) return kOfEmpty;
  return std::all_of(points.begin(), points.end(), kHolds);
}

// Something is in that case, and nothing in another.
bool is_in_lower_case(std::string_view text) {
  bool has_lower = false;
  for (const char32_t point : to_points(text)) {
    if (is_upper(point) || is_title(point)) return false;
    has_lower |= is_lower(point);
  }
  return has_lower;
}

bool is_in_upper_case(std::string_view text) {
  bool has_upper = false;
  for (const char32_t point : to_points(text)) {
    if (is_lower(point) || is_title(point)) return false;
    has_upper |= is_upper(point);
  }
  return has_upper;
}

bool is_in_title_case(std::string_view text) {
  bool has_cased = false;
  bool was_cased = false;
  for (const char32_t point : to_points(text)) {
    if (is_upper(point) || is_title(point)) {
      if (was_cased) return false;
      was_cased = true;
      has_cased = true;
    } else if (is_lower(point)) {
      if (!was_cased) return false;
    } else {
      was_cased = false;
    }
  }
  return has_cased;
}

template <bool (*kHolds)(std::string_view)>
Value test(const Value& self, const Arguments& arguments,
           const Context& /*context*/) {
  arguments.bind("str method", {}, 0);
  return kHolds(*self.get<Text>());
}

constexpr Method kTable[] = {
    {"isalnum", test<all_are<is_alnum, false>>},
    {"isalpha", test<all_are<is_alpha, false>>},
    {"isascii", test<is_ascii>},
    {"isdecimal", test<all_are<is_decimal, false>>},
    {"isdigit", test<all_are<is_digit, false>>},
    {"islower", test<is_in_lower_case>},
    {"isnumeric", test<all_are<is_numeric, false>>},
    {"isprintable", test<all_are<is_printable, true>>},
    {"isspace", test<all_are<is_space, false>>},
    {"istitle", test<is_in_title_case>},
    {"isupper", test<is_in_upper_case>},
};

}  // namespace

const std::span<const Method> kTextTestMethods = kTable;

}  // namespace mapping::expression
