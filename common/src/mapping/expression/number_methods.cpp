// Methods of int and float, and what int(), float() and str() make.
#include <bit>
#include <cmath>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/repr.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

Integer magnitude(const Value& self) {
  const Integer value = *integer(self);
  return value < 0 ? Integer(-value) : value;
}

Value bit_length(const Value& self, const Arguments& arguments,
                 const Context& /*context*/) {
  arguments.bind("bit_length", {}, 0);
  const Integer value = magnitude(self);
  return value.is_zero() ? Integer(0)
                         : Integer(boost::multiprecision::msb(value) + 1);
}

Value bit_count(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  arguments.bind("bit_count", {}, 0);
  Integer value = magnitude(self);
  Integer count = 0;
  while (!value.is_zero()) {
    const Integer low = value & 0xFFFFFFFFU;
    count += std::popcount(static_cast<std::uint32_t>(low));
    value >>= 32;
  }
  return count;
}

Value integer_itself(const Value& self, const Arguments& arguments,
                     const Context& /*context*/) {
  arguments.bind("conjugate", {}, 0);
  return *integer(self);
}

Value integer_ratio(const Value& self, const Arguments& arguments,
                    const Context& /*context*/) {
  arguments.bind("as_integer_ratio", {}, 0);
  return make_tuple({*integer(self), Integer(1)});
}

Value is_integer(const Value& self, const Arguments& arguments,
                 const Context& /*context*/) {
  arguments.bind("is_integer", {}, 0);
  const double value = *self.get<double>();
  return std::isfinite(value) && value == std::floor(value);
}

Value float_itself(const Value& self, const Arguments& arguments,
                   const Context& /*context*/) {
  arguments.bind("conjugate", {}, 0);
  return self;
}

constexpr Method kIntegerTable[] = {
    {"as_integer_ratio", integer_ratio},
    {"bit_count", bit_count},
    {"bit_length", bit_length},
    {"conjugate", integer_itself},
};
constexpr Method kFloatTable[] = {
    {"conjugate", float_itself},
    {"is_integer", is_integer},
};

Value integer_from_text(std::string_view text, int base, const Value& shown) {
  const auto number = parse_integer(text, base);
  if (number) return *number;
  throw EvaluationError(text::concat("invalid literal for int() with base ",
                                     base, ": ", repr(shown)));
}

const std::string* text_or_bytes(const Value& value) {
  if (const auto* text = value.get<Text>()) return text;
  if (const auto* bytes = value.get<Bytes>()) return &bytes->data;
  return nullptr;
}

}  // namespace

const std::span<const Method> kIntegerMethods = kIntegerTable;
const std::span<const Method> kFloatMethods = kFloatTable;

Value construct_integer(const Arguments& arguments) {
  const auto given = arguments.bind("int", {"x", "base"}, 0, 1);
  if (given[0] == nullptr) {
    if (given[1] != nullptr)
      throw EvaluationError("int() missing string argument");
    return Integer(0);
  }
  const Value& value = *given[0];
  const std::string* const text = text_or_bytes(value);
  if (given[1] != nullptr) {
    const std::int64_t base = integer_argument(*given[1]);
    if (base != 0 && (base < 2 || base > 36)) {
      throw EvaluationError("int() base must be >= 2 and <= 36, or 0");
    }
    if (text == nullptr) {
      throw EvaluationError(
          "int() can't convert non-string with explicit base");
    }
    return integer_from_text(*text, static_cast<int>(base), value);
  }
  if (const auto number = integer(value)) return *number;
  if (const auto* real = value.get<double>()) {
    if (std::isnan(*real)) {
      throw EvaluationError("cannot convert float NaN to integer");
    }
    if (std::isinf(*real)) {
      throw EvaluationError("cannot convert float infinity to integer");
    }
    return truncated(*real);
  }
  if (const auto* decimal = value.get<Decimal>()) return truncated(*decimal);
  if (text != nullptr) return integer_from_text(*text, 10, value);
  throw EvaluationError(text::concat(
      "int() argument must be a string, a bytes-like object or a real number, "
      "not '",
      type_name(value), '\''));
}

Value construct_float(const Arguments& arguments) {
  const auto given = arguments.bind("float", {"x"}, 0, 1);
  if (given[0] == nullptr) return 0.0;
  const Value& value = *given[0];
  if (const auto number = integer(value)) return to_double(*number);
  if (is_number(value)) return nearest_double(value);
  if (const std::string* const text = text_or_bytes(value)) {
    const auto number = parse_double(*text);
    if (number) return *number;
    throw EvaluationError("could not convert string to float: " + repr(value));
  }
  throw EvaluationError(
      text::concat("float() argument must be a string or a real number, not '",
                   type_name(value), '\''));
}

Value construct_text(const Arguments& arguments) {
  const auto given = arguments.bind("str", {"object", "encoding", "errors"}, 0);
  if (given[1] != nullptr || given[2] != nullptr) {
    throw EvaluationError(
        "str() of bytes with an encoding is not supported: use .decode()");
  }
  return given[0] == nullptr ? Text() : to_text(*given[0]);
}

}  // namespace mapping::expression
