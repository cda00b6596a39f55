#include "mapping/expression/compare.hpp"

#include <algorithm>
#include <cmath>

#include "mapping/expression/containers.hpp"
#include "mapping/expression/datetime.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::string_view symbol(Comparison comparison) {
  switch (comparison) {
    case Comparison::kLess:
      return "<";
    case Comparison::kLessOrEqual:
      return "<=";
    case Comparison::kGreater:
      return ">";
    case Comparison::kGreaterOrEqual:
      return ">=";
    default:
      return "==";
  }
}

Decimal exact(const Value& value) {
  if (const auto* number = value.get<Decimal>()) return *number;
  if (const auto* number = value.get<double>()) return exact_decimal(*number);
  return to_decimal(*integer(value));
}

std::partial_ordering ordering(int result) { return result <=> 0; }

// By value, exactly, whatever their types are.
std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  const auto* left = a.get<double>();
  const auto* right = b.get<double>();
  if (left != nullptr && right != nullptr) return *left <=> *right;
  if (left != nullptr && !std::isfinite(*left)) return *left <=> 0.0;
  if (right != nullptr && !std::isfinite(*right)) return 0.0 <=> *right;
  const auto* integer_a = a.get<Integer>();
  const auto* integer_b = b.get<Integer>();
  if (integer_a != nullptr && integer_b != nullptr) {
    return ordering(integer_a->compare(*integer_b));
  }
  return ordering(compare(exact(a), exact(b)));
}

const std::vector<Value>* sequence(const Value& value) {
  if (const auto* list = value.get<List>()) return list->items.get();
  if (const auto* tuple = value.get<Tuple>()) return tuple->items.get();
  return nullptr;
}

bool equal_items(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
}

bool is_subset(const DictData& a, const DictData& b) {
  return std::all_of(a.items().begin(), a.items().end(), [&](const auto& item) {
    return b.find(item.first) != nullptr;
  });
}

bool equal_dicts(const DictData& a, const DictData& b) {
  if (a.size() != b.size()) return false;
  return std::all_of(a.items().begin(), a.items().end(), [&](const auto& item) {
    const Value* const other = b.find(item.first);
    return other != nullptr && equal(item.second, *other);
  });
}

struct Equality {
  bool operator()(None, None) const { return true; }
  bool operator()(const Text& a, const Text& b) const { return a == b; }
  bool operator()(const Bytes& a, const Bytes& b) const {
    return a.data == b.data;
  }
  bool operator()(const List& a, const List& b) const {
    return equal_items(*a.items, *b.items);
  }
  bool operator()(const Tuple& a, const Tuple& b) const {
    return equal_items(*a.items, *b.items);
  }
  bool operator()(const Dict& a, const Dict& b) const {
    return equal_dicts(*a.data, *b.data);
  }
  bool operator()(const Set& a, const Set& b) const {
    return a.data->size() == b.data->size() && is_subset(*a.data, *b.data);
  }
  bool operator()(const Date& a, const Date& b) const { return a == b; }
  bool operator()(const Duration& a, const Duration& b) const { return a == b; }
  bool operator()(const TimeZone& a, const TimeZone& b) const {
    return a.offset == b.offset;
  }
  bool operator()(const Time& a, const Time& b) const {
    return a.zone.has_value() == b.zone.has_value() && in_utc(a) == in_utc(b);
  }
  bool operator()(const DateTime& a, const DateTime& b) const {
    return a.time.zone.has_value() == b.time.zone.has_value() &&
           in_utc(a) == in_utc(b);
  }
  bool operator()(Builtin a, Builtin b) const { return a == b; }
  bool operator()(const Slice& a, const Slice& b) const {
    return equal_items(*a.bounds, *b.bounds);
  }
  template <class A, class B>
  bool operator()(const A& /*a*/, const B& /*b*/) const {
    return false;
  }
};

// Sets, and views of a dict's keys or items: they compare with each other.
bool is_set_like(const Value& value) {
  if (const auto* view = value.get<DictView>()) {
    return view->kind != DictView::Kind::kValues;
  }
  return value.is<Set>();
}

Value as_set(const Value& value) {
  return value.is<Set>() ? value : to_set(items_of(value));
}

bool is_ordered(Comparison comparison, std::partial_ordering order) {
  switch (comparison) {
    case Comparison::kLess:
      return std::is_lt(order);
    case Comparison::kLessOrEqual:
      return std::is_lteq(order);
    case Comparison::kGreater:
      return std::is_gt(order);
    default:
      return std::is_gteq(order);
  }
}

bool compare_sets(Comparison comparison, const DictData& a, const DictData& b) {
  switch (comparison) {
    case Comparison::kLess:
      return a.size() < b.size() && is_subset(a, b);
    case Comparison::kLessOrEqual:
      return is_subset(a, b);
    case Comparison::kGreater:
      return a.size() > b.size() && is_subset(b, a);
    default:
      return is_subset(b, a);
  }
}

[[noreturn]] void fail(Comparison comparison, const Value& a, const Value& b) {
  throw EvaluationError(text::concat(
      '\'', symbol(comparison), "' not supported between instances of '",
      type_name(a), "' and '", type_name(b), '\''));
}

bool compare_sequences(Comparison comparison, const std::vector<Value>& a,
                       const std::vector<Value>& b) {
  const std::size_t common = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (!equal(a[i], b[i])) return holds(comparison, a[i], b[i]);
  }
  return is_ordered(comparison, a.size() <=> b.size());
}

void require_alike(const std::optional<TimeZone>& a,
                   const std::optional<TimeZone>& b, std::string_view what) {
  if (a.has_value() == b.has_value()) return;
  throw EvaluationError(
      text::concat("can't compare offset-naive and "
                   "offset-aware ",
                   what));
}

bool compare_times(Comparison comparison, const Value& a, const Value& b) {
  const auto* moment_a = a.get<DateTime>();
  const auto* moment_b = b.get<DateTime>();
  if (moment_a != nullptr && moment_b != nullptr) {
    require_alike(moment_a->time.zone, moment_b->time.zone, "datetimes");
    return is_ordered(comparison, in_utc(*moment_a) <=> in_utc(*moment_b));
  }
  const auto* time_a = a.get<Time>();
  const auto* time_b = b.get<Time>();
  if (time_a != nullptr && time_b != nullptr) {
    require_alike(time_a->zone, time_b->zone, "times");
    return is_ordered(comparison, in_utc(*time_a) <=> in_utc(*time_b));
  }
  const auto* date_a = a.get<Date>();
  const auto* date_b = b.get<Date>();
  if (date_a != nullptr && date_b != nullptr) {
    return is_ordered(comparison, *date_a <=> *date_b);
  }
  const auto* duration_a = a.get<Duration>();
  const auto* duration_b = b.get<Duration>();
  if (duration_a != nullptr && duration_b != nullptr) {
    return is_ordered(comparison, *duration_a <=> *duration_b);
  }
  fail(comparison, a, b);
}

bool is_ordered_pair(Comparison comparison, const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) {
    const auto order = compare_numbers(a, b);
    const bool has_decimal = a.is<Decimal>() || b.is<Decimal>();
    if (has_decimal && order == std::partial_ordering::unordered) {
      throw EvaluationError("decimal.InvalidOperation: comparison with NaN");
    }
    return is_ordered(comparison, order);
  }
  if (a.is<Text>() && b.is<Text>()) {
    return is_ordered(comparison, *a.get<Text>() <=> *b.get<Text>());
  }
  if (a.is<Bytes>() && b.is<Bytes>()) {
    return is_ordered(comparison,
                      a.get<Bytes>()->data <=> b.get<Bytes>()->data);
  }
  if ((a.is<List>() && b.is<List>()) || (a.is<Tuple>() && b.is<Tuple>())) {
    return compare_sequences(comparison, *sequence(a), *sequence(b));
  }
  if (is_set_like(a) && is_set_like(b)) {
    const Value left = as_set(a);
    const Value right = as_set(b);
    return compare_sets(comparison, *left.get<Set>()->data,
                        *right.get<Set>()->data);
  }
  return compare_times(comparison, a, b);
}

// Only None and the two bools are one object each.
bool is_same(const Value& a, const Value& b) {
  if (a.is<None>() || b.is<None>()) return a.is<None>() && b.is<None>();
  const auto* left = a.get<bool>();
  const auto* right = b.get<bool>();
  return left != nullptr && right != nullptr && *left == *right;
}

}  // namespace

bool equal(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) return std::is_eq(compare_numbers(a, b));
  if ((a.is<DictView>() || b.is<DictView>()) && is_set_like(a) &&
      is_set_like(b)) {
    return std::visit(Equality(), as_set(a).variant(), as_set(b).variant());
  }
  return std::visit(Equality(), a.variant(), b.variant());
}

bool holds(Comparison comparison, const Value& a, const Value& b) {
  switch (comparison) {
    case Comparison::kEqual:
      return equal(a, b);
    case Comparison::kNotEqual:
      return !equal(a, b);
    case Comparison::kIn:
      return contains(b, a);
    case Comparison::kNotIn:
      return !contains(b, a);
    case Comparison::kIs:
      return is_same(a, b);
    case Comparison::kIsNot:
      return !is_same(a, b);
    default:
      return is_ordered_pair(comparison, a, b);
  }
}

}  // namespace mapping::expression
