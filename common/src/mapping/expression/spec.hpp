#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mapping/expression/value.hpp"

// The parts of format_spec.
namespace mapping::expression {

// [[fill]align][sign][z][#][0][width][grouping][.precision][type]
struct Spec {
  char32_t fill = ' ';
  char align = 0;
  char sign = '-';
  bool has_sign = false;
  bool is_alternate = false;
  std::size_t width = 0;
  char grouping = 0;
  std::optional<int> precision;
  char type = 0;
  // '=' was only asked for by a 0 before the width.
  bool is_align_by_zero = false;
  // Zeros that fill are grouped like digits; not where Decimal is filled so.
  bool groups_fill = true;
  // A 0 beside an alignment, which Decimal does not take.
  bool has_zero_beside_align = false;
};

// Throws EvaluationError.
Spec read_spec(std::string_view text);

[[noreturn]] void fail_spec();
// "Unknown format code 'd' for object of type 'str'".
[[noreturn]] void fail_type(const Spec& spec, const Value& value);

std::string padding(char32_t fill, std::size_t count);
// Filled up to the width; `otherwise` where no alignment is said.
std::string aligned(const Spec& spec, std::string_view body, char otherwise);

std::string format_integer(const Spec& spec, const Integer& number,
                           const Value& value);
std::string format_double(const Spec& spec, double number, const Value& value);
std::string format_decimal(const Spec& spec, const Decimal& number);

}  // namespace mapping::expression
