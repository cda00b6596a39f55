#pragma once

#include <span>
#include <string_view>

#include "mapping/expression/arguments.hpp"
#include "mapping/expression/value.hpp"

namespace mapping::expression {

struct Context;

using Handler = Value (*)(const Value& self, const Arguments& arguments,
                          const Context& context);

struct Method {
  std::string_view name;
  Handler run;
};

// By type; what changes its value is in none.
extern const std::span<const Method> kTextMethods;
extern const std::span<const Method> kTextSearchMethods;
extern const std::span<const Method> kTextTestMethods;
extern const std::span<const Method> kBytesMethods;
extern const std::span<const Method> kListMethods;  // and tuples
extern const std::span<const Method> kDictMethods;
extern const std::span<const Method> kSetMethods;
extern const std::span<const Method> kIntegerMethods;
extern const std::span<const Method> kFloatMethods;
extern const std::span<const Method> kDateMethods;
extern const std::span<const Method> kDateTimeMethods;
extern const std::span<const Method> kTimeMethods;
extern const std::span<const Method> kDurationMethods;
extern const std::span<const Method> kTimeZoneMethods;
// Of classes and modules; their `self` is the class.
extern const std::span<const Method> kDictClassMethods;
extern const std::span<const Method> kDateClassMethods;
extern const std::span<const Method> kDateTimeClassMethods;
extern const std::span<const Method> kTimeClassMethods;
extern const std::span<const Method> kJsonMethods;

// value.name(arguments). Throws EvaluationError.
Value call_method(const Value& value, std::string_view name,
                  const Arguments& arguments, const Context& context);

// value.name
Value attribute(const Value& value, std::string_view name);

// A function or class called.
Value call(Builtin function, const Arguments& arguments,
           const Context& context);

// Whether some value has a method of that name.
bool is_method(std::string_view name);
// Whether it is one of Python's that changes its value.
bool is_changing_method(std::string_view name);

// The class, module or function of that name.
const Value* find_builtin(std::string_view name);
// The function or class that a call by name means.
const Builtin* find_function(std::string_view name);

// The classes of the module datetime.
Value construct_date(const Arguments& arguments);
Value construct_datetime(const Arguments& arguments);
Value construct_time(const Arguments& arguments);
Value construct_timedelta(const Arguments& arguments);
Value construct_timezone(const Arguments& arguments);

// Functions.
Value construct_integer(const Arguments& arguments);
Value construct_float(const Arguments& arguments);
Value construct_text(const Arguments& arguments);

}  // namespace mapping::expression
