// json.dumps() and json.loads().
#include <algorithm>
#include <cmath>

#include "json/padded_text.hpp"
#include "mapping/expression/containers.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/json_text.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/text_size.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

struct Style {
  std::string item_separator = ", ";
  std::string key_separator = ": ";
  std::optional<std::string> indent;
  bool escapes_non_ascii = true;
  bool sorts_keys = false;
  bool allows_nan = true;
  bool skips_keys = false;
  const Builtin* otherwise = nullptr;  // for what JSON lacks
};

class Writer {
 public:
  Writer(const Style& style, const Context& context)
      : style_(style), context_(context) {}

  std::string run(const Value& value) {
    write(value);
    return std::move(out_);
  }

 private:
  void write(const Value& value) {
    check_text_size(out_.size(), 1);
    if (const auto* text = value.get<Text>()) {
      append_json_text(out_, *text, style_.escapes_non_ascii);
    } else if (value.is<None>()) {
      out_ += "null";
    } else if (const auto* truth = value.get<bool>()) {
      out_ += *truth ? "true" : "false";
    } else if (const auto* number = value.get<Integer>()) {
      out_ += to_text(*number);
    } else if (const auto* real = value.get<double>()) {
      out_ += float_text(*real);
    } else if (value.is<List>() || value.is<Tuple>()) {
      write_items(items_of(value));
    } else if (const auto* dict = value.get<Dict>()) {
      write_dict(*dict->data);
    } else {
      write_otherwise(value);
    }
  }

  void write_otherwise(const Value& value) {
    if (style_.otherwise == nullptr) {
      const std::string_view name = value.is<Decimal>()    ? "Decimal"
                                    : value.is<DateTime>() ? "datetime"
                                    : value.is<Date>()     ? "date"
                                                           : type_name(value);
      throw EvaluationError(
          text::concat("Object of type ", name, " is not JSON serializable"));
    }
    constexpr int kMostCalls = 20;
    if (++calls_ > kMostCalls) {
      throw EvaluationError("Circular reference detected");
    }
    write(call(*style_.otherwise, {{value}, {}}, context_));
    --calls_;
  }

  std::string float_text(double value) const {
    if (std::isfinite(value)) return to_text(value);
    if (!style_.allows_nan) {
      throw EvaluationError("Out of range float values are not JSON compliant");
    }
    if (std::isnan(value)) return "NaN";
    return value < 0 ? "-Infinity" : "Infinity";
  }

  void break_line() {
    if (!style_.indent) return;
    check_text_size(style_.indent->size() + 1, depth_ + 1);
    out_ += '\n';
    for (std::size_t i = 0; i < depth_; ++i) out_ += *style_.indent;
  }

  void write_items(const std::vector<Value>& items) {
    if (items.empty()) {
      out_ += "[]";
      return;
    }
    out_ += '[';
    ++depth_;
    bool is_first = true;
    for (const Value& item : items) {
      if (!is_first) out_ += style_.item_separator;
      is_first = false;
      break_line();
      write(item);
    }
    --depth_;
    break_line();
    out_ += ']';
  }

  std::optional<std::string> key_text(const Value& key) const {
    if (const auto* text = key.get<Text>()) return *text;
    if (const auto* real = key.get<double>()) return float_text(*real);
    if (key.is<None>()) return "null";
    if (const auto* truth = key.get<bool>()) return *truth ? "true" : "false";
    if (const auto* number = key.get<Integer>()) return to_text(*number);
    if (style_.skips_keys) return std::nullopt;
    throw EvaluationError(text::concat(
        "keys must be str, int, float, bool or None, not ", type_name(key)));
  }

  void write_dict(const DictData& data) {
    if (data.size() == 0) {
      out_ += "{}";
      return;
    }
    std::vector<DictData::Item> items = data.items();
    if (style_.sorts_keys) {
      // Strict weak order or an error: keys are of one kind then.
      std::stable_sort(items.begin(), items.end(),
                       [](const auto& a, const auto& b) {
                         return is_key_less(a.first, b.first);
                       });
    }
    out_ += '{';
    ++depth_;
    bool is_first = true;
    for (const auto& [key, value] : items) {
      const auto name = key_text(key);
      if (!name) continue;
      if (!is_first) out_ += style_.item_separator;
      is_first = false;
      break_line();
      append_json_text(out_, *name, style_.escapes_non_ascii);
      out_ += style_.key_separator;
      write(value);
    }
    --depth_;
    break_line();
    out_ += '}';
  }

  static bool is_key_less(const Value& a, const Value& b) {
    const auto* left = a.get<Text>();
    const auto* right = b.get<Text>();
    if (left != nullptr && right != nullptr) return *left < *right;
    const auto* number_a = a.get<Integer>();
    const auto* number_b = b.get<Integer>();
    if (number_a != nullptr && number_b != nullptr) {
      return *number_a < *number_b;
    }
    throw EvaluationError(
        text::concat("'<' not supported between instances of '", type_name(a),
                     "' and '", type_name(b), "' (sort_keys)"));
  }

  const Style& style_;
  const Context& context_;
  std::string out_;
  std::size_t depth_ = 0;
  int calls_ = 0;
};

void read_separators(Style& style, const Value& given) {
  const std::vector<Value> parts = items_of(given);
  if (parts.size() != 2) {
    throw EvaluationError("separators must be two texts");
  }
  style.item_separator = text_argument(parts[0], "the item separator");
  style.key_separator = text_argument(parts[1], "the key separator");
}

void read_indent(Style& style, const Value& given) {
  if (given.is<None>()) return;
  if (const auto* text = given.get<Text>()) {
    style.indent = *text;
  } else {
    constexpr std::int64_t kMost = 1000;
    const std::int64_t width = integer_argument(given);
    if (width > kMost) throw EvaluationError("the indent is too large");
    style.indent = std::string(
        static_cast<std::size_t>(std::max<std::int64_t>(width, 0)), ' ');
  }
  style.item_separator = ",";
}

Value dumps(const Value& /*self*/, const Arguments& arguments,
            const Context& context) {
  const auto given =
      arguments.bind("dumps",
                     {"obj", "skipkeys", "ensure_ascii", "allow_nan", "indent",
                      "separators", "default", "sort_keys"},
                     1);
  if (arguments.positional.size() > 1) {
    throw EvaluationError(
        "dumps() takes 1 positional argument but more were "
        "given");
  }
  Style style;
  if (given[1] != nullptr) style.skips_keys = is_true(*given[1]);
  if (given[2] != nullptr) style.escapes_non_ascii = is_true(*given[2]);
  if (given[3] != nullptr) style.allows_nan = is_true(*given[3]);
  if (given[4] != nullptr) read_indent(style, *given[4]);
  if (given[5] != nullptr && !given[5]->is<None>()) {
    read_separators(style, *given[5]);
  }
  if (given[6] != nullptr && !given[6]->is<None>()) {
    style.otherwise = given[6]->get<Builtin>();
    if (style.otherwise == nullptr) {
      throw EvaluationError(
          text::concat('\'', type_name(*given[6]), "' object is not callable"));
    }
  }
  if (given[7] != nullptr) style.sorts_keys = is_true(*given[7]);
  return Writer(style, context).run(*given[0]);
}

Value loads(const Value& /*self*/, const Arguments& arguments,
            const Context& /*context*/) {
  const auto given = arguments.bind("loads", {"s"}, 1);
  const auto* text = given[0]->get<Text>();
  const auto* bytes = given[0]->get<Bytes>();
  if (text == nullptr && bytes == nullptr) {
    throw EvaluationError(
        text::concat("the JSON object must be str, bytes or bytearray, not ",
                     type_name(*given[0])));
  }
  const json::PaddedText source(text != nullptr ? *text : bytes->data);
  try {
    json::Cursor cursor(source.view());
    const json::RawValue value = cursor.value();
    cursor.expect_end();
    return from_json(value, Fractions::kFloat);
  } catch (const json::SyntaxError& error) {
    throw EvaluationError(text::concat("json.loads: ", error.what(), " (byte ",
                                       error.offset(), ')'));
  }
}

constexpr Method kTable[] = {{"dumps", dumps}, {"loads", loads}};

}  // namespace

const std::span<const Method> kJsonMethods = kTable;

}  // namespace mapping::expression
