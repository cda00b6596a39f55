// Functions and classes by name.
#include <array>
#include <cmath>
#include <utility>

#include "mapping/expression/containers.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/expression.hpp"
#include "mapping/expression/hashes.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

struct Named {
  std::string_view name;
  Value value;
  bool is_callable;
};

const std::array<Named, 14>& names() {
  static const std::array<Named, 14> kNames = {{
      {"rand", Builtin::kRand, true},
      {"randint", Builtin::kRandint, true},
      {"md5", Builtin::kMd5, true},
      {"sha256", Builtin::kSha256, true},
      {"int", Builtin::kInt, true},
      {"float", Builtin::kFloat, true},
      {"str", Builtin::kStr, true},
      {"bool", Builtin::kBool, true},
      {"list", Builtin::kList, true},
      {"tuple", Builtin::kTuple, true},
      {"set", Builtin::kSet, true},
      {"dict", Builtin::kDict, true},
      {"datetime", Builtin::kDatetimeModule, false},
      {"json", Builtin::kJsonModule, false},
  }};
  return kNames;
}

const Text& hashed_argument(const Arguments& arguments,
                            std::string_view function) {
  const auto given = arguments.bind(function, {"string"}, 1);
  const auto* text = given[0]->get<Text>();
  if (text == nullptr) {
    throw EvaluationError(text::concat('\'', type_name(*given[0]),
                                       "' object has no attribute 'encode'"));
  }
  require_utf8(*text);
  return *text;
}

Value random_integer(const Arguments& arguments, const Context& context) {
  const auto given = arguments.bind("randint", {"top"}, 1);
  const Value& top = *given[0];
  const double random = context.random();
  if (const auto* real = top.get<double>()) {
    const double product = random * *real;
    if (!std::isfinite(product)) {
      throw EvaluationError("cannot convert float to integer");
    }
    return truncated(product);
  }
  const auto number = integer(top);
  if (!number) {
    throw EvaluationError(
        text::concat("unsupported operand type(s) for *: 'float' and '",
                     type_name(top), '\''));
  }
  return truncated(random * to_double(*number));
}

std::vector<Value> items_or_none(const Arguments& arguments,
                                 std::string_view function) {
  const auto given = arguments.bind(function, {"iterable"}, 0, 1);
  return given[0] == nullptr ? std::vector<Value>() : items_of(*given[0]);
}

Value construct_dict(const Arguments& arguments) {
  if (arguments.positional.size() > 1) {
    throw EvaluationError("dict expected at most 1 argument");
  }
  DictData data;
  if (!arguments.positional.empty()) update(data, arguments.positional[0]);
  for (const auto& [name, value] : arguments.keywords) {
    data.set(Text(name), value);
  }
  return make_dict(std::move(data));
}

Value construct_bool(const Arguments& arguments) {
  const auto given = arguments.bind("bool", {"x"}, 0, 1);
  return given[0] != nullptr && is_true(*given[0]);
}

}  // namespace

const Value* find_builtin(std::string_view name) {
  for (const Named& each : names()) {
    if (each.name == name) return &each.value;
  }
  return nullptr;
}

const Builtin* find_function(std::string_view name) {
  for (const Named& each : names()) {
    if (each.name == name && each.is_callable) return each.value.get<Builtin>();
  }
  return nullptr;
}

Value call(Builtin function, const Arguments& arguments,
           const Context& context) {
  switch (function) {
    case Builtin::kRand:
      arguments.bind("random", {}, 0);
      return context.random();
    case Builtin::kRandint:
      return random_integer(arguments, context);
    case Builtin::kMd5:
      return md5(hashed_argument(arguments, "md5"));
    case Builtin::kSha256:
      return sha256(hashed_argument(arguments, "sha256"));
    case Builtin::kInt:
      return construct_integer(arguments);
    case Builtin::kFloat:
      return construct_float(arguments);
    case Builtin::kStr:
      return construct_text(arguments);
    case Builtin::kBool:
      return construct_bool(arguments);
    case Builtin::kList:
      return make_list(items_or_none(arguments, "list"));
    case Builtin::kTuple:
      return make_tuple(items_or_none(arguments, "tuple"));
    case Builtin::kSet:
      return to_set(items_or_none(arguments, "set"));
    case Builtin::kDict:
      return construct_dict(arguments);
    case Builtin::kDateClass:
      return construct_date(arguments);
    case Builtin::kDateTimeClass:
      return construct_datetime(arguments);
    case Builtin::kTimeClass:
      return construct_time(arguments);
    case Builtin::kTimedeltaClass:
      return construct_timedelta(arguments);
    case Builtin::kTimezoneClass:
      return construct_timezone(arguments);
    case Builtin::kDatetimeModule:
    case Builtin::kJsonModule:
      break;
  }
  throw EvaluationError("'module' object is not callable");
}

}  // namespace mapping::expression
