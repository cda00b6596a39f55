#include "mapping/expression/format_spec.hpp"

#include <cmath>
#include <cstdio>

#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/spec.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::string format_text(const Spec& spec, const Text& text,
                        const Value& value) {
  if (spec.type != 0 && spec.type != 's') fail_type(spec, value);
  if (spec.has_sign) {
    throw EvaluationError("Sign not allowed in string format specifier");
  }
  if (spec.is_alternate) {
    throw EvaluationError(
        "Alternate form (#) not allowed in string format specifier");
  }
  if (spec.grouping != 0) fail_spec();
  if (spec.align == '=' && !spec.is_align_by_zero) {
    throw EvaluationError(
        "'=' alignment not allowed in string format specifier");
  }
  Spec left = spec;
  if (left.align == '=') left.align = '<';
  std::string_view shown = text;
  if (spec.precision) {
    shown = points_between(text, 0, static_cast<std::size_t>(*spec.precision));
  }
  return aligned(left, shown, '<');
}

}  // namespace

std::string fixed_text(double value, char form, int precision,
                       bool is_alternate) {
  const bool is_upper = form == 'E' || form == 'F' || form == 'G';
  if (!std::isfinite(value)) {
    const std::string name = std::isnan(value) ? "nan" : "inf";
    return is_upper ? text::upper(name) : name;
  }
  const std::string pattern = std::string(is_alternate ? "%#.*" : "%.*") + form;
  // NOLINTNEXTLINE(*-vararg,*-format-nonliteral)
  const int length =
      std::snprintf(nullptr, 0, pattern.c_str(), precision, value);
  std::string written(static_cast<std::size_t>(length) + 1, '\0');
  // NOLINTNEXTLINE(*-vararg,*-format-nonliteral)
  std::snprintf(written.data(), written.size(), pattern.c_str(), precision,
                value);
  written.pop_back();
  return written;
}

std::string format(const Value& value, std::string_view spec) {
  if (spec.empty()) return to_text(value);
  if (const auto* date = value.get<Date>()) {
    return format_time({*date, {}}, spec);
  }
  if (const auto* moment = value.get<DateTime>()) {
    return format_time(*moment, spec);
  }
  if (const auto* time = value.get<Time>()) {
    return format_time({{1900, 1, 1}, *time}, spec);
  }
  if (!is_number(value) && !value.is<Text>()) {
    throw EvaluationError(text::concat("unsupported format string passed to ",
                                       type_name(value), ".__format__"));
  }
  const Spec read = read_spec(spec);
  if (const auto* text = value.get<Text>()) {
    return format_text(read, *text, value);
  }
  if (const auto* real = value.get<double>()) {
    return format_double(read, *real, value);
  }
  if (const auto* decimal = value.get<Decimal>()) {
    return format_decimal(read, *decimal);
  }
  return format_integer(read, *integer(value), value);
}

}  // namespace mapping::expression
