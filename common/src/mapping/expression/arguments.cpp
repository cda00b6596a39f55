#include "mapping/expression/arguments.hpp"

#include <algorithm>
#include <limits>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

std::vector<const Value*> Arguments::bind(
    std::string_view function,
    std::initializer_list<std::string_view> parameters, std::size_t required,
    std::size_t positional_only) const {
  if (positional.size() > parameters.size()) {
    throw EvaluationError(
        text::concat(function, "() takes at most ",
                     text::counted(parameters.size(), "argument"), " (",
                     positional.size(), " given)"));
  }
  std::vector<const Value*> bound(parameters.size(), nullptr);
  for (std::size_t i = 0; i < positional.size(); ++i) bound[i] = &positional[i];
  for (const auto& [name, value] : keywords) {
    const auto* const found =
        std::find(parameters.begin(), parameters.end(), std::string_view(name));
    const auto at = static_cast<std::size_t>(found - parameters.begin());
    if (found == parameters.end() || at < positional_only) {
      throw EvaluationError(text::concat(
          '\'', name, "' is an invalid keyword argument for ", function, "()"));
    }
    if (bound[at] != nullptr) {
      throw EvaluationError(text::concat("argument for ", function,
                                         "() given by name ('", name,
                                         "') and position"));
    }
    bound[at] = &value;
  }
  for (std::size_t i = 0; i < required; ++i) {
    if (bound[i] == nullptr) {
      throw EvaluationError(text::concat(function,
                                         "() missing required argument '",
                                         *(parameters.begin() + i), '\''));
    }
  }
  return bound;
}

const Text& text_argument(const Value& value, std::string_view what) {
  if (const auto* text = value.get<Text>()) return *text;
  throw EvaluationError(
      text::concat(what, " must be str, not ", type_name(value)));
}

std::int64_t integer_argument(const Value& value) {
  const auto number = integer(value);
  if (!number) {
    throw EvaluationError(
        text::concat('\'', type_name(value),
                     "' object cannot be interpreted as an integer"));
  }
  constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHigh = std::numeric_limits<std::int64_t>::max();
  if (*number < kLow) return kLow;
  if (*number > kHigh) return kHigh;
  return static_cast<std::int64_t>(*number);
}

}  // namespace mapping::expression
