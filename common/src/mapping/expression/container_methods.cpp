// Methods of bytes, list, tuple, dict and set.
#include <algorithm>

#include "mapping/expression/compare.hpp"
#include "mapping/expression/containers.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/operators.hpp"
#include "mapping/expression/repr.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/hex.hpp"
#include "text/utf8.hpp"

namespace mapping::expression {

namespace {

Value itself(const Value& self, const Arguments& arguments,
             const Context& /*context*/) {
  arguments.bind("copy", {}, 0);
  return self;
}

const std::vector<Value>& sequence(const Value& self) {
  if (const auto* list = self.get<List>()) return *list->items;
  return *self.get<Tuple>()->items;
}

Value list_index(const Value& self, const Arguments& arguments,
                 const Context& /*context*/) {
  const auto given = arguments.bind("index", {"value", "start", "stop"}, 1, 3);
  const std::vector<Value>& items = sequence(self);
  const auto size = static_cast<std::int64_t>(items.size());
  const auto bound = [&](const Value* at, std::int64_t otherwise) {
    if (at == nullptr) return otherwise;
    const std::int64_t index = integer_argument(*at);
    return index < 0 ? std::max<std::int64_t>(index + size, 0) : index;
  };
  const std::int64_t end = std::min(bound(given[2], size), size);
  for (std::int64_t i = bound(given[1], 0); i < end; ++i) {
    if (equal(items[static_cast<std::size_t>(i)], *given[0])) return Integer(i);
  }
  throw EvaluationError(repr(*given[0]) + " is not in the list");
}

Value list_count(const Value& self, const Arguments& arguments,
                 const Context& /*context*/) {
  const auto given = arguments.bind("count", {"value"}, 1, 1);
  const std::vector<Value>& items = sequence(self);
  return Integer(
      std::count_if(items.begin(), items.end(),
                    [&](const Value& item) { return equal(item, *given[0]); }));
}

Value dict_get(const Value& self, const Arguments& arguments,
               const Context& /*context*/) {
  const auto given = arguments.bind("get", {"key", "default"}, 1, 2);
  const Value* const found = self.get<Dict>()->data->find(*given[0]);
  if (found != nullptr) return *found;
  return given[1] == nullptr ? Value() : *given[1];
}

template <DictView::Kind kKind>
Value dict_view(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  arguments.bind("dict method", {}, 0);
  return DictView{kKind, *self.get<Dict>()};
}

Value dict_from_keys(const Value& /*self*/, const Arguments& arguments,
                     const Context& /*context*/) {
  const auto given = arguments.bind("fromkeys", {"iterable", "value"}, 1, 2);
  DictData data;
  for (const Value& key : items_of(*given[0])) {
    data.set(key, given[1] == nullptr ? Value() : *given[1]);
  }
  return make_dict(std::move(data));
}

// The operator's method takes anything that a `for` runs over, and several.
template <Operator kOperator>
Value set_operation(const Value& self, const Arguments& arguments,
                    const Context& /*context*/) {
  if (!arguments.keywords.empty()) {
    throw EvaluationError("a method of set takes no keyword arguments");
  }
  if (kOperator == Operator::kXor && arguments.positional.size() != 1) {
    throw EvaluationError("symmetric_difference() takes exactly one argument");
  }
  Value result = self;
  for (const Value& other : arguments.positional) {
    result = apply(kOperator, result, to_set(items_of(other)));
  }
  return result;
}

template <Comparison kComparison>
Value set_comparison(const Value& self, const Arguments& arguments,
                     const Context& /*context*/) {
  const auto given = arguments.bind("set method", {"other"}, 1, 1);
  return holds(kComparison, self, to_set(items_of(*given[0])));
}

Value set_is_disjoint(const Value& self, const Arguments& arguments,
                      const Context& /*context*/) {
  const auto given = arguments.bind("isdisjoint", {"other"}, 1, 1);
  const Value common = apply(Operator::kAnd, self, to_set(items_of(*given[0])));
  return length(common) == 0;
}

Value decoded(const Value& self, const Arguments& arguments,
              const Context& /*context*/) {
  const auto given = arguments.bind("decode", {"encoding", "errors"}, 0);
  const std::string name =
      given[0] == nullptr
          ? "utf-8"
          : text::lower(text_argument(*given[0], "decode() argument"));
  if (given[1] != nullptr &&
      text_argument(*given[1], "decode() argument 'errors'") != "strict") {
    throw EvaluationError(
        "errors of decode() other than 'strict' are not supported");
  }
  const std::string& data = self.get<Bytes>()->data;
  const bool is_ascii_name = name == "ascii" || name == "us-ascii";
  if (!is_ascii_name && name != "utf-8" && name != "utf8" && name != "utf_8") {
    throw EvaluationError(
        text::concat("the encoding '", name, "' is not supported"));
  }
  if (is_ascii_name ? !is_ascii(data)
                    : text::find_invalid_utf8(data) != data.size()) {
    throw EvaluationError(
        text::concat('\'', name, "' codec can't decode the bytes"));
  }
  return data;
}

Value bytes_hex(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  arguments.bind("hex", {}, 0);
  std::string digits;
  for (const char c : self.get<Bytes>()->data) {
    const auto byte = static_cast<unsigned char>(c);
    digits += text::kHexDigits[byte >> 4U];
    digits += text::kHexDigits[byte & 0xFU];
  }
  return digits;
}

constexpr Method kBytesTable[] = {{"decode", decoded}, {"hex", bytes_hex}};
constexpr Method kListTable[] = {
    {"copy", itself}, {"count", list_count}, {"index", list_index}};
constexpr Method kDictTable[] = {
    {"copy", itself},
    {"get", dict_get},
    {"items", dict_view<DictView::Kind::kItems>},
    {"keys", dict_view<DictView::Kind::kKeys>},
    {"values", dict_view<DictView::Kind::kValues>},
    {"fromkeys", dict_from_keys},
};
constexpr Method kSetTable[] = {
    {"copy", itself},
    {"difference", set_operation<Operator::kSubtract>},
    {"intersection", set_operation<Operator::kAnd>},
    {"isdisjoint", set_is_disjoint},
    {"issubset", set_comparison<Comparison::kLessOrEqual>},
    {"issuperset", set_comparison<Comparison::kGreaterOrEqual>},
    {"symmetric_difference", set_operation<Operator::kXor>},
    {"union", set_operation<Operator::kOr>},
};
constexpr Method kDictClassTable[] = {{"fromkeys", dict_from_keys}};

}  // namespace

const std::span<const Method> kBytesMethods = kBytesTable;
const std::span<const Method> kListMethods = kListTable;
const std::span<const Method> kDictMethods = kDictTable;
const std::span<const Method> kSetMethods = kSetTable;
const std::span<const Method> kDictClassMethods = kDictClassTable;

}  // namespace mapping::expression
