#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// What a function was called with.
struct Arguments {
  std::vector<Value> positional;
  std::vector<std::pair<std::string, Value>> keywords;

  // One value per parameter, nullptr where none was given. `required` of the
  // first must be; the first `positional_only` take no keyword. Throws
  // EvaluationError for what does not fit.
  std::vector<const Value*> bind(
      std::string_view function,
      std::initializer_list<std::string_view> parameters, std::size_t required,
      std::size_t positional_only = 0) const;
};

// The argument as a text; throws "… must be str, not int".
const Text& text_argument(const Value& value, std::string_view what);
// As an int or bool, kept within 64 bits by clamping.
std::int64_t integer_argument(const Value& value);

}  // namespace mapping::expression
