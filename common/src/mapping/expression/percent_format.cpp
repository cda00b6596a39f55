#include "mapping/expression/percent_format.hpp"

#include <cmath>
#include <optional>

#include "mapping/expression/containers.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/format_spec.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/repr.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

struct Conversion {
  bool is_left = false;
  bool has_plus = false;
  bool has_space = false;
  bool has_zero = false;
  bool is_alternate = false;
  std::size_t width = 0;
  std::optional<int> precision;
  char type = 0;
};

class Formatter {
 public:
  Formatter(const Text& pattern, const Value& values)
      : pattern_(pattern), values_(values) {
    if (const auto* tuple = values.get<Tuple>()) {
      arguments_ = *tuple->items;
    } else {
      arguments_ = {values};
      // A container that is no tuple may have no use.
      is_one_container_ = !values.is<Text>() && has_length(values) &&
                          !values.is<Set>() && !values.is<DictView>();
    }
  }

  std::string run() {
    while (at_ < pattern_.size()) {
      const char c = pattern_[at_++];
      if (c == '%') {
        convert();
      } else {
        out_ += c;
      }
    }
    if (used_ < arguments_.size() && !is_one_container_) {
      throw EvaluationError(
          "not all arguments converted during string formatting");
    }
    return std::move(out_);
  }

 private:
  char peek() const {
    if (at_ >= pattern_.size()) throw EvaluationError("incomplete format");
    return pattern_[at_];
  }

  const Value& next() {
    if (used_ >= arguments_.size()) {
      throw EvaluationError("not enough arguments for format string");
    }
    return arguments_[used_++];
  }

  // %(name)s
  const Value* named() {
    if (peek() != '(') return nullptr;
    const auto* dict = values_.get<Dict>();
    if (dict == nullptr) throw EvaluationError("format requires a mapping");
    int depth = 1;
    const std::size_t begin = ++at_;
    while (depth > 0) {
      if (at_ >= pattern_.size()) {
        throw EvaluationError("incomplete format key");
      }
      if (pattern_[at_] == '(') ++depth;
      if (pattern_[at_] == ')') --depth;
      ++at_;
    }
    const Value key(pattern_.substr(begin, at_ - begin - 1));
    const Value* const value = dict->data->find(key);
    if (value == nullptr) throw EvaluationError("KeyError: " + repr(key));
    used_ = arguments_.size();
    return value;
  }

  int number() {
    constexpr int kMost = 100'000;
    int value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = value * 10 + (pattern_[at_++] - '0');
      if (value > kMost) throw EvaluationError("width too big");
    }
    return value;
  }

  int starred() {
    ++at_;
    const auto* const given = next().get<Integer>();
    if (given == nullptr) throw EvaluationError("* wants int");
    constexpr int kMost = 100'000;
    if (*given > kMost || *given < -kMost) {
      throw EvaluationError("width too big");
    }
    return static_cast<int>(*given);
  }

  void read_flags(Conversion& conversion) {
    for (;; ++at_) {
      switch (peek()) {
        case '-':
          conversion.is_left = true;
          break;
        case '+':
          conversion.has_plus = true;
          break;
        case ' ':
          conversion.has_space = true;
          break;
        case '0':
          conversion.has_zero = true;
          break;
        case '#':
          conversion.is_alternate = true;
          break;
        default:
          return;
      }
    }
  }

  void convert() {
    const Value* const by_name = named();
    Conversion conversion;
    read_flags(conversion);
    int width = peek() == '*' ? starred() : number();
    if (width < 0) {
      conversion.is_left = true;
      width = -width;
    }
    conversion.width = static_cast<std::size_t>(width);
    if (peek() == '.') {
      ++at_;
      conversion.precision = peek() == '*' ? std::max(starred(), 0) : number();
    }
    if (peek() == 'h' || peek() == 'l' || peek() == 'L') ++at_;
    conversion.type = peek();
    ++at_;
    if (conversion.type == '%') {
      out_ += '%';
      return;
    }
    const Value& value = by_name != nullptr ? *by_name : next();
    put(conversion, value);
  }

  void put(const Conversion& conversion, const Value& value) {
    switch (conversion.type) {
      case 's':
        put_text(conversion, to_text(value));
        return;
      case 'r':
        put_text(conversion, repr(value));
        return;
      case 'c':
        put_text(conversion, character(value));
        return;
      case 'd':
      case 'i':
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        put_integer(conversion, value);
        return;
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        put_double(conversion, value);
        return;
      default:
        throw EvaluationError(text::concat("unsupported format character '",
                                           conversion.type, '\''));
    }
  }

  static std::string character(const Value& value) {
    if (const auto* text = value.get<Text>();
        text != nullptr && count_points(*text) == 1) {
      return *text;
    }
    const auto point = integer(value);
    if (!point) throw EvaluationError("%c requires int or char");
    if (*point < 0 || *point > 0x10FFFF) {
      throw EvaluationError("%c arg not in range(0x110000)");
    }
    std::string result;
    append_utf8(result, static_cast<char32_t>(*point));
    return result;
  }

  void put_text(const Conversion& conversion, std::string_view text) {
    if (conversion.precision && conversion.type != 'c') {
      text = points_between(text, 0,
                            static_cast<std::size_t>(*conversion.precision));
    }
    put_padded(conversion, "", text, ' ');
  }

  void put_integer(const Conversion& conversion, const Value& value) {
    const bool is_base = conversion.type == 'x' || conversion.type == 'X' ||
                         conversion.type == 'o';
    auto number = integer(value);
    if (!number && !is_base) {
      if (const auto* real = value.get<double>()) {
        if (!std::isfinite(*real)) {
          throw EvaluationError("cannot convert float to integer");
        }
        number = truncated(*real);
      } else if (const auto* decimal = value.get<Decimal>()) {
        number = truncated(*decimal);
      }
    }
    if (!number) {
      throw EvaluationError(
          text::concat('%', conversion.type,
                       is_base ? " format: an integer is required, not "
                               : " format: a real number is required, not ",
                       type_name(value)));
    }
    const Integer absolute = *number < 0 ? Integer(-*number) : *number;
    std::string digits =
        is_base ? format(Value(absolute), std::string(1, conversion.type))
                : to_text(absolute);
    if (conversion.precision) {
      const auto least = static_cast<std::size_t>(*conversion.precision);
      if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
    }
    std::string sign = sign_of(conversion, *number < 0);
    if (is_base && conversion.is_alternate) {
      sign += std::string("0") + conversion.type;
    }
    put_padded(conversion, sign, digits, conversion.has_zero ? '0' : ' ');
  }

  void put_double(const Conversion& conversion, const Value& value) {
    double number = 0;
    if (const auto* real = value.get<double>()) {
      number = *real;
    } else if (const auto whole = integer(value)) {
      number = to_double(*whole);
    } else if (value.is<Decimal>()) {
      number = nearest_double(value);
    } else {
      throw EvaluationError(
          text::concat("must be real number, not ", type_name(value)));
    }
    const bool is_negative = std::signbit(number) && !std::isnan(number);
    const std::string digits =
        fixed_text(std::fabs(number), conversion.type,
                   conversion.precision.value_or(6), conversion.is_alternate);
    const bool fills_zeros = conversion.has_zero;
    put_padded(conversion, sign_of(conversion, is_negative), digits,
               fills_zeros ? '0' : ' ');
  }

  static std::string sign_of(const Conversion& conversion, bool is_negative) {
    if (is_negative) return "-";
    if (conversion.has_plus) return "+";
    return conversion.has_space ? " " : "";
  }

  void put_padded(const Conversion& conversion, std::string_view sign,
                  std::string_view body, char fill) {
    const std::size_t length = sign.size() + count_points(body);
    const std::size_t room =
        conversion.width > length ? conversion.width - length : 0;
    if (conversion.is_left) {
      out_ += text::concat(sign, body, std::string(room, ' '));
    } else if (fill == '0') {
      out_ += text::concat(sign, std::string(room, '0'), body);
    } else {
      out_ += text::concat(std::string(room, ' '), sign, body);
    }
  }

  const Text& pattern_;
  const Value& values_;
  std::vector<Value> arguments_;
  bool is_one_container_ = false;
  std::size_t used_ = 0;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string percent_format(const Text& pattern, const Value& values) {
  return Formatter(pattern, values).run();
}

}  // namespace mapping::expression
