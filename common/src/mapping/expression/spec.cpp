#include "mapping/expression/spec.hpp"

#include "mapping/expression/errors.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

bool is_align(char32_t c) {
  return c == '<' || c == '>' || c == '=' || c == '^';
}

class SpecReader {
 public:
  explicit SpecReader(std::string_view spec) : text_(to_points(spec)) {}

  Spec read() {
    Spec spec;
    read_align(spec);
    read_sign(spec);
    if (take('z'))
      throw EvaluationError("the format option 'z' is not supported");
    spec.is_alternate = take('#');
    if (take('0')) {
      spec.has_zero_beside_align = spec.align != 0;
      if (!has_fill_) spec.fill = '0';
      if (spec.align == 0) {
        spec.align = '=';
        spec.is_align_by_zero = true;
      }
    }
    if (const auto width = number())
      spec.width = static_cast<std::size_t>(*width);
    if (take(',')) spec.grouping = ',';
    if (take('_')) {
      if (spec.grouping != 0) fail_spec();
      spec.grouping = '_';
    }
    if (take('.')) {
      spec.precision = number();
      if (!spec.precision)
        throw EvaluationError("Format specifier missing precision");
    }
    if (at_ < text_.size()) {
      if (at_ + 1 != text_.size() || text_[at_] > 0x7E) fail_spec();
      spec.type = static_cast<char>(text_[at_]);
    }
    return spec;
  }

 private:
  void read_sign(Spec& spec) {
    for (const char sign : {'+', '-', ' '}) {
      if (!take(static_cast<char32_t>(sign))) continue;
      spec.sign = sign;
      spec.has_sign = true;
      return;
    }
  }

  void read_align(Spec& spec) {
    if (text_.size() >= 2 && is_align(text_[1])) {
      spec.fill = text_[0];
      has_fill_ = true;
      spec.align = static_cast<char>(text_[1]);
      at_ = 2;
    } else if (!text_.empty() && is_align(text_[0])) {
      spec.align = static_cast<char>(text_[0]);
      at_ = 1;
    }
  }

  bool take(char32_t wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  std::optional<int> number() {
    constexpr int kMost = 100'000;
    std::optional<int> value;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9';
         ++at_) {
      value = value.value_or(0) * 10 + static_cast<int>(text_[at_] - '0');
      if (*value > kMost)
        throw EvaluationError(
            "the width or precision of a format is too large");
    }
    return value;
  }

  std::u32string text_;
  std::size_t at_ = 0;
  bool has_fill_ = false;
};

}  // namespace

Spec read_spec(std::string_view text) { return SpecReader(text).read(); }

void fail_spec() { throw EvaluationError("Invalid format specifier"); }

void fail_type(const Spec& spec, const Value& value) {
  throw EvaluationError(text::concat("Unknown format code '", spec.type,
                                     "' for object of type '", type_name(value),
                                     '\''));
}

std::string padding(char32_t fill, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) append_utf8(result, fill);
  return result;
}

std::string aligned(const Spec& spec, std::string_view body, char otherwise) {
  const std::size_t length = count_points(body);
  if (length >= spec.width) return std::string(body);
  const std::size_t room = spec.width - length;
  const char align = spec.align == 0 ? otherwise : spec.align;
  const std::size_t left = align == '>' ? room : (align == '^' ? room / 2 : 0);
  return padding(spec.fill, left) + std::string(body) +
         padding(spec.fill, room - left);
}

}  // namespace mapping::expression
