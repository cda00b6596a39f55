#include "mapping/expression/operators.hpp"

#include <limits>

#include "mapping/expression/containers.hpp"
#include "mapping/expression/datetime.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/percent_format.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::string_view symbol(Operator operation) {
  constexpr std::string_view kSymbols[] = {
      "+", "-", "*", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^"};
  return kSymbols[static_cast<std::size_t>(operation)];
}

template <class Container>
std::vector<Value> both(const Container& a, const Container& b) {
  std::vector<Value> items = *a.items;
  items.insert(items.end(), b.items->begin(), b.items->end());
  return items;
}

Value concatenated(const Value& a, const Value& b) {
  if (length(a) + length(b) > kMaxLength) {
    throw EvaluationError(
        "Sorry, adding those two together would make something too long.");
  }
  if (a.is<Text>() && b.is<Text>()) return *a.get<Text>() + *b.get<Text>();
  if (a.is<List>() && b.is<List>()) {
    return make_list(both(*a.get<List>(), *b.get<List>()));
  }
  if (a.is<Tuple>() && b.is<Tuple>()) {
    return make_tuple(both(*a.get<Tuple>(), *b.get<Tuple>()));
  }
  if (a.is<Bytes>() && b.is<Bytes>()) {
    return Bytes{a.get<Bytes>()->data + b.get<Bytes>()->data};
  }
  fail_operands(Operator::kAdd, a, b);
}

std::vector<Value> repeated(const std::vector<Value>& items,
                            std::size_t count) {
  std::vector<Value> result;
  result.reserve(items.size() * count);
  for (std::size_t i = 0; i < count; ++i) {
    result.insert(result.end(), items.begin(), items.end());
  }
  return result;
}

std::string repeated(std::string_view data, std::size_t count) {
  std::string result;
  result.reserve(data.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += data;
  return result;
}

Value repeated(const Value& value, const Integer& times) {
  constexpr std::int64_t kLow = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHigh = std::numeric_limits<std::int64_t>::max();
  if (times < kLow || times > kHigh) {
    throw EvaluationError("cannot fit 'int' into an index-sized integer");
  }
  if (times * length(value) > kMaxLength) {
    throw EvaluationError("Sorry, I will not evaluate something that long.");
  }
  // Of something empty any number of times is as good as none.
  const bool is_nothing = times <= 0 || length(value) == 0;
  const std::size_t count = is_nothing ? 0 : static_cast<std::size_t>(times);
  if (const auto* text = value.get<Text>()) return repeated(*text, count);
  if (const auto* list = value.get<List>()) {
    return make_list(repeated(*list->items, count));
  }
  if (const auto* tuple = value.get<Tuple>()) {
    return make_tuple(repeated(*tuple->items, count));
  }
  if (const auto* bytes = value.get<Bytes>()) {
    return Bytes{repeated(bytes->data, count)};
  }
  fail_operands(Operator::kMultiply, value, times);
}

Value apply_to_sets(Operator operation, const DictData& a, const DictData& b) {
  DictData result;
  for (const auto& item : a.items()) {
    const bool is_in_both = b.find(item.first) != nullptr;
    if (operation == Operator::kOr ||
        is_in_both == (operation == Operator::kAnd)) {
      result.set(item.first, None());
    }
  }
  if (operation == Operator::kOr || operation == Operator::kXor) {
    for (const auto& item : b.items()) {
      if (a.find(item.first) == nullptr) result.set(item.first, None());
    }
  }
  return make_set(std::move(result));
}

bool is_set_operator(Operator operation) {
  return operation == Operator::kAnd || operation == Operator::kOr ||
         operation == Operator::kXor || operation == Operator::kSubtract;
}

bool is_set_view(const Value& value) {
  const auto* view = value.get<DictView>();
  return view != nullptr && view->kind != DictView::Kind::kValues;
}

// Two sets, or a view of a dict's keys or items and anything with items.
bool are_set_like(const Value& a, const Value& b) {
  if (a.is<Set>() && b.is<Set>()) return true;
  return (is_set_view(a) || is_set_view(b)) && has_length(a) && has_length(b);
}

Value merged(const Dict& a, const Dict& b) {
  DictData result = *a.data;
  for (const auto& [key, value] : b.data->items()) result.set(key, value);
  return make_dict(std::move(result));
}

bool is_time(const Value& value) {
  return value.is<Date>() || value.is<DateTime>() || value.is<Duration>() ||
         value.is<Time>();
}

}  // namespace

void fail_operands(Operator operation, const Value& a, const Value& b) {
  throw EvaluationError(text::concat("unsupported operand type(s) for ",
                                     symbol(operation), ": '", type_name(a),
                                     "' and '", type_name(b), '\''));
}

Value apply(Operator operation, const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return apply_to_numbers(operation, a, b);
  if (is_time(a) || is_time(b)) {
    // A text before it is a pattern, something of a length is repeated.
    const bool is_pattern = operation == Operator::kModulo && a.is<Text>();
    if (!is_pattern) return apply_to_times(operation, a, b);
  }
  switch (operation) {
    case Operator::kAdd:
      if (has_length(a) && has_length(b)) return concatenated(a, b);
      break;
    case Operator::kMultiply:
      if (has_length(a) && integer(b)) return repeated(a, *integer(b));
      if (has_length(b) && integer(a)) return repeated(b, *integer(a));
      break;
    case Operator::kModulo:
      if (const auto* text = a.get<Text>()) return percent_format(*text, b);
      break;
    case Operator::kOr:
      if (a.is<Dict>() && b.is<Dict>()) {
        return merged(*a.get<Dict>(), *b.get<Dict>());
      }
      break;
    default:
      break;
  }
  if (is_set_operator(operation) && are_set_like(a, b)) {
    const Value left = to_set(items_of(a));
    const Value right = to_set(items_of(b));
    return apply_to_sets(operation, *left.get<Set>()->data,
                         *right.get<Set>()->data);
  }
  fail_operands(operation, a, b);
}

Value apply(UnaryOperator operation, const Value& value) {
  if (operation == UnaryOperator::kInvert) {
    if (const auto number = integer(value)) return Integer(-*number - 1);
  } else if (const auto number = integer(value)) {
    return operation == UnaryOperator::kPlus ? *number : Integer(-*number);
  } else if (const auto* real = value.get<double>()) {
    return operation == UnaryOperator::kPlus ? *real : -*real;
  } else if (const auto* decimal = value.get<Decimal>()) {
    return operation == UnaryOperator::kPlus ? plus(*decimal)
                                             : negated(*decimal);
  } else if (const auto* duration = value.get<Duration>()) {
    if (operation == UnaryOperator::kPlus) return *duration;
    return to_duration(-in_microseconds(*duration));
  }
  constexpr std::string_view kSymbols[] = {"+", "-", "~"};
  throw EvaluationError(
      text::concat("bad operand type for unary ",
                   kSymbols[static_cast<std::size_t>(operation)], ": '",
                   type_name(value), '\''));
}

}  // namespace mapping::expression
