#include "mapping/expression/methods.hpp"

#include <algorithm>
#include <array>

#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

using Table = std::span<const Method>;

const Method* find(Table table, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(),
                   [&](const Method& method) { return method.name == name; });
  return found == table.end() ? nullptr : &*found;
}

struct Tables {
  std::array<Table, 3> tables;
};

struct TablesOf {
  Tables operator()(const Text& /*value*/) const {
    return {{kTextMethods, kTextSearchMethods, kTextTestMethods}};
  }
  Tables operator()(const Bytes& /*value*/) const { return {{kBytesMethods}}; }
  Tables operator()(const List& /*value*/) const { return {{kListMethods}}; }
  Tables operator()(const Tuple& /*value*/) const { return {{kListMethods}}; }
  Tables operator()(const Dict& /*value*/) const { return {{kDictMethods}}; }
  Tables operator()(const Set& /*value*/) const { return {{kSetMethods}}; }
  Tables operator()(const Integer& /*value*/) const {
    return {{kIntegerMethods}};
  }
  Tables operator()(bool /*value*/) const { return {{kIntegerMethods}}; }
  Tables operator()(double /*value*/) const { return {{kFloatMethods}}; }
  Tables operator()(const Date& /*value*/) const {
    return {{kDateMethods, kDateClassMethods}};
  }
  Tables operator()(const DateTime& /*value*/) const {
    return {{kDateTimeMethods, kDateTimeClassMethods}};
  }
  Tables operator()(const Time& /*value*/) const {
    return {{kTimeMethods, kTimeClassMethods}};
  }
  Tables operator()(const Duration& /*value*/) const {
    return {{kDurationMethods}};
  }
  Tables operator()(const TimeZone& /*value*/) const {
    return {{kTimeZoneMethods}};
  }
  template <class Other>
  Tables operator()(const Other& /*value*/) const {
    return {};
  }
};

const Method* find_method(const Value& value, std::string_view name) {
  // list.copy() is there, tuple.copy() is not.
  if (value.is<Tuple>() && name == "copy") return nullptr;
  const Tables all = std::visit(TablesOf(), value.variant());
  for (const Table table : all.tables) {
    if (const Method* const method = find(table, name)) return method;
  }
  return nullptr;
}

Table class_table(Builtin builtin) {
  switch (builtin) {
    case Builtin::kDict:
      return kDictClassMethods;
    case Builtin::kDateClass:
      return kDateClassMethods;
    case Builtin::kDateTimeClass:
      return kDateTimeClassMethods;
    case Builtin::kTimeClass:
      return kTimeClassMethods;
    case Builtin::kJsonModule:
      return kJsonMethods;
    default:
      return {};
  }
}

// Whether str.upper(value) and the like may be called with it.
bool is_instance(Builtin builtin, const Value& value) {
  switch (builtin) {
    case Builtin::kStr:
      return value.is<Text>();
    case Builtin::kInt:
      return value.is<Integer>() || value.is<bool>();
    case Builtin::kBool:
      return value.is<bool>();
    case Builtin::kFloat:
      return value.is<double>();
    case Builtin::kList:
      return value.is<List>();
    case Builtin::kTuple:
      return value.is<Tuple>();
    case Builtin::kSet:
      return value.is<Set>();
    case Builtin::kDict:
      return value.is<Dict>();
    case Builtin::kDateTimeClass:
      return value.is<DateTime>();
    case Builtin::kDateClass:
      return value.is<Date>();
    case Builtin::kTimeClass:
      return value.is<Time>();
    case Builtin::kTimedeltaClass:
      return value.is<Duration>();
    case Builtin::kTimezoneClass:
      return value.is<TimeZone>();
    default:
      return false;
  }
}

[[noreturn]] void fail_attribute(const Value& value, std::string_view name) {
  throw EvaluationError(text::concat(
      '\'', type_name(value), "' object has no attribute '", name, '\''));
}

Value call_on_class(Builtin builtin, const Value& value, std::string_view name,
                    const Arguments& arguments, const Context& context) {
  if (const Method* const method = find(class_table(builtin), name)) {
    return method->run(value, arguments, context);
  }
  if (builtin == Builtin::kDatetimeModule) {
    const Value member = attribute(value, name);
    if (const auto* function = member.get<Builtin>()) {
      return call(*function, arguments, context);
    }
  }
  if (!arguments.positional.empty() &&
      is_instance(builtin, arguments.positional[0])) {
    if (const Method* const method =
            find_method(arguments.positional[0], name)) {
      Arguments rest = arguments;
      rest.positional.erase(rest.positional.begin());
      return method->run(arguments.positional[0], rest, context);
    }
  }
  fail_attribute(value, name);
}

}  // namespace

Value call_method(const Value& value, std::string_view name,
                  const Arguments& arguments, const Context& context) {
  if (const auto* builtin = value.get<Builtin>()) {
    return call_on_class(*builtin, value, name, arguments, context);
  }
  if (const Method* const method = find_method(value, name)) {
    return method->run(value, arguments, context);
  }
  if (const auto* dict = value.get<Dict>()) {
    if (const Value* const member = dict->data->find(Text(name))) {
      throw EvaluationError(
          text::concat('\'', type_name(*member), "' object is not callable"));
    }
  }
  fail_attribute(value, name);
}

bool is_method(std::string_view name) {
  const Table tables[] = {
      kTextMethods,      kTextSearchMethods,    kTextTestMethods,
      kBytesMethods,     kListMethods,          kDictMethods,
      kSetMethods,       kIntegerMethods,       kFloatMethods,
      kDateMethods,      kDateTimeMethods,      kTimeMethods,
      kDurationMethods,  kTimeZoneMethods,      kDictClassMethods,
      kDateClassMethods, kDateTimeClassMethods, kTimeClassMethods,
      kJsonMethods};
  constexpr std::string_view kClasses[] = {"date", "datetime", "time",
                                           "timedelta", "timezone"};
  return std::any_of(
             std::begin(tables), std::end(tables),
             [&](Table table) { return find(table, name) != nullptr; }) ||
         std::find(std::begin(kClasses), std::end(kClasses), name) !=
             std::end(kClasses);
}

bool is_changing_method(std::string_view name) {
  constexpr std::string_view kNames[] = {"add",
                                         "append",
                                         "clear",
                                         "difference_update",
                                         "discard",
                                         "extend",
                                         "insert",
                                         "intersection_update",
                                         "pop",
                                         "popitem",
                                         "remove",
                                         "reverse",
                                         "setdefault",
                                         "sort",
                                         "symmetric_difference_update",
                                         "update"};
  return std::find(std::begin(kNames), std::end(kNames), name) !=
         std::end(kNames);
}

}  // namespace mapping::expression
