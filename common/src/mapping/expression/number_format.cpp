// Numbers by a format specifier.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/format_spec.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/spec.hpp"
#include "mapping/expression/text_size.hpp"
#include "mapping/expression/unicode.hpp"

namespace mapping::expression {

namespace {

// Digits in groups; zeros in front fill up to `width` characters.
std::string grouped(std::string_view digits, char separator, std::size_t size,
                    std::size_t width) {
  std::string reversed;
  std::size_t count = 0;
  for (std::size_t i = digits.size(); i > 0 || (reversed.size() < width);
       ++count) {
    if (separator != 0 && count != 0 && count % size == 0) {
      reversed += separator;
      if (i == 0 && reversed.size() >= width) {
        // A separator never comes first.
        reversed += '0';
        break;
      }
    }
    reversed += i > 0 ? digits[--i] : '0';
  }
  return {reversed.rbegin(), reversed.rend()};
}

// A number of its sign, prefix, whole digits and what follows them.
std::string assembled(const Spec& spec, bool is_negative,
                      std::string_view prefix, std::string_view whole,
                      std::string_view rest, std::size_t group) {
  std::string sign = is_negative ? "-" : "";
  if (!is_negative && spec.sign != '-') sign = std::string(1, spec.sign);
  sign += prefix;
  const bool fills_zeros =
      spec.fill == '0' && spec.align == '=' && spec.groups_fill;
  const std::size_t taken = sign.size() + rest.size();
  const std::size_t room = spec.width > taken ? spec.width - taken : 0;
  const std::string digits =
      grouped(whole, spec.grouping, group, fills_zeros ? room : 0);
  const std::string body = sign + digits + std::string(rest);
  if (spec.align == '=' && body.size() < spec.width) {
    return sign + padding(spec.fill, spec.width - body.size()) + digits +
           std::string(rest);
  }
  return aligned(spec, body, '>');
}

std::string digits_in_base(Integer value, int bits, bool is_upper) {
  if (value.is_zero()) return "0";
  constexpr std::string_view kLower = "0123456789abcdef";
  constexpr std::string_view kUpper = "0123456789ABCDEF";
  std::string reversed;
  const Integer mask = (Integer(1) << bits) - 1;
  while (!value.is_zero()) {
    const auto digit = static_cast<std::size_t>(Integer(value & mask));
    reversed += (is_upper ? kUpper : kLower)[digit];
    value >>= bits;
  }
  return {reversed.rbegin(), reversed.rend()};
}

std::string format_character(const Spec& spec, const Integer& number) {
  if (spec.has_sign || spec.grouping != 0 || spec.is_alternate) fail_spec();
  if (number < 0 || number > 0x10FFFF) {
    throw EvaluationError("%c arg not in range(0x110000)");
  }
  std::string character;
  append_utf8(character, static_cast<char32_t>(number));
  Spec left = spec;
  if (left.align == 0 || left.align == '=') left.align = '<';
  return aligned(left, character, '<');
}

// "1234.5" and "e+10" apart.
std::string assembled_number(const Spec& spec, bool is_negative,
                             std::string_view written) {
  std::size_t end = 0;
  while (end < written.size() && written[end] >= '0' && written[end] <= '9') {
    ++end;
  }
  return assembled(spec, is_negative, "", written.substr(0, end),
                   written.substr(end), 3);
}

// Without a type: as 'g', but with at least one digit behind the point, and so
// with an exponent one earlier.
std::string unsaid_text(const Spec& spec, double absolute) {
  if (spec.is_alternate) {
    throw EvaluationError("the format option '#' is not supported here");
  }
  if (!spec.precision || !std::isfinite(absolute)) return to_text(absolute);
  const int digits = std::max(*spec.precision, 1);
  std::string written = fixed_text(absolute, 'g', digits, false);
  if (written.find_first_of(".e") != std::string::npos) return written;
  std::string scientific = fixed_text(absolute, 'e', digits - 1, false);
  const std::size_t e = scientific.find('e');
  if (std::atoi(scientific.c_str() + e + 1) < digits - 1) return written + ".0";
  std::size_t last = e;
  if (scientific.find('.') < e) {
    while (scientific[last - 1] == '0') --last;
    if (scientific[last - 1] == '.') --last;
  }
  return scientific.erase(last, e - last);
}

}  // namespace

std::string format_integer(const Spec& spec, const Integer& number,
                           const Value& value) {
  constexpr std::string_view kFloatTypes = "eEfFgG%";
  if (spec.type != 0 && kFloatTypes.find(spec.type) != std::string_view::npos) {
    return format_double(spec, to_double(number), value);
  }
  if (spec.precision) {
    throw EvaluationError("Precision not allowed in integer format specifier");
  }
  const bool is_negative = number < 0;
  const Integer absolute = is_negative ? Integer(-number) : number;
  switch (spec.type) {
    case 'c':
      return format_character(spec, number);
    case 0:
    case 'd':
      return assembled(spec, is_negative, "", to_text(absolute), "", 3);
    case 'n':
      if (spec.grouping != 0) fail_spec();
      return assembled(spec, is_negative, "", to_text(absolute), "", 3);
    default:
      break;
  }
  int bits = 0;
  if (spec.type == 'x' || spec.type == 'X') bits = 4;
  if (spec.type == 'o') bits = 3;
  if (spec.type == 'b') bits = 1;
  if (bits == 0) fail_type(spec, value);
  if (spec.grouping == ',') fail_spec();
  const std::string prefix =
      spec.is_alternate ? std::string("0") + spec.type : std::string();
  return assembled(spec, is_negative, prefix,
                   digits_in_base(absolute, bits, spec.type == 'X'), "", 4);
}

std::string format_double(const Spec& spec, double number, const Value& value) {
  const bool is_negative = std::signbit(number) && !std::isnan(number);
  const double absolute = std::fabs(number);
  std::string written;
  switch (spec.type) {
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      written = fixed_text(absolute, spec.type, spec.precision.value_or(6),
                           spec.is_alternate);
      break;
    case '%':
      written = fixed_text(absolute * 100, 'f', spec.precision.value_or(6),
                           spec.is_alternate) +
                '%';
      break;
    case 'n':
      if (spec.grouping != 0) fail_spec();
      written = fixed_text(absolute, 'g', spec.precision.value_or(6),
                           spec.is_alternate);
      break;
    case 0:
      written = unsaid_text(spec, absolute);
      break;
    default:
      fail_type(spec, value);
  }
  return assembled_number(spec, is_negative, written);
}

namespace {

// Digits, and a point where some stand behind it: no exponent, however small
// the number is.
std::string plain_text(const Decimal& number) {
  std::string digits = number.coefficient.str();
  if (number.exponent >= 0) return digits;
  const auto behind = static_cast<std::size_t>(-number.exponent);
  check_text_size(behind, 1);
  if (digits.size() <= behind) {
    digits.insert(0, behind + 1 - digits.size(), '0');
  }
  return digits.insert(digits.size() - behind, ".");
}

}  // namespace

std::string format_decimal(const Spec& given, const Decimal& number) {
  Spec spec = given;
  spec.groups_fill = given.is_align_by_zero;
  if (spec.is_alternate || spec.has_zero_beside_align || spec.grouping == '_') {
    fail_spec();
  }
  Decimal absolute = number;
  absolute.is_negative = false;
  const bool is_percent = spec.type == '%';
  switch (spec.type) {
    case '%':
    case 'f':
    case 'F':
      if (is_percent) absolute.exponent += 2;
      if (spec.precision || absolute.exponent > 0) {
        absolute = rounded_to_places(absolute, spec.precision.value_or(0));
      }
      return assembled_number(spec, number.is_negative,
                              plain_text(absolute) + (is_percent ? "%" : ""));
    case 0:
    case 'g':
    case 'G':
      if (spec.precision || spec.type != 0) break;
      return assembled_number(spec, number.is_negative, to_text(absolute));
    case 'e':
    case 'E':
    case 'n':
      break;
    default:
      throw EvaluationError("invalid format string");
  }
  throw EvaluationError(
      "this format of a Decimal is not supported: use float()");
}

}  // namespace mapping::expression
