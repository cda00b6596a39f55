// value.name, where it is not called.
#include <optional>

#include "mapping/expression/datetime.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

using Found = std::optional<Value>;

Found of_date(const Date& date, std::string_view name) {
  if (name == "year") return Integer(date.year);
  if (name == "month") return Integer(date.month);
  if (name == "day") return Integer(date.day);
  return std::nullopt;
}

Found of_time(const Time& time, std::string_view name) {
  const std::int64_t seconds = time.microseconds / kMicrosecondsPerSecond;
  if (name == "hour") return Integer(seconds / 3600);
  if (name == "minute") return Integer(seconds / 60 % 60);
  if (name == "second") return Integer(seconds % 60);
  if (name == "microsecond") {
    return Integer(time.microseconds % kMicrosecondsPerSecond);
  }
  if (name == "fold") return Integer(time.fold);
  if (name == "tzinfo") return time.zone ? Value(*time.zone) : Value();
  return std::nullopt;
}

Found of_duration(const Duration& duration, std::string_view name) {
  if (name == "days") return Integer(duration.days);
  if (name == "seconds") {
    return Integer(duration.microseconds / kMicrosecondsPerSecond);
  }
  if (name == "microseconds") {
    return Integer(duration.microseconds % kMicrosecondsPerSecond);
  }
  return std::nullopt;
}

Found of_module(std::string_view name) {
  if (name == "date") return Builtin::kDateClass;
  if (name == "datetime") return Builtin::kDateTimeClass;
  if (name == "time") return Builtin::kTimeClass;
  if (name == "timedelta") return Builtin::kTimedeltaClass;
  if (name == "timezone") return Builtin::kTimezoneClass;
  if (name == "UTC") return utc();
  if (name == "MINYEAR") return Integer(1);
  if (name == "MAXYEAR") return Integer(9999);
  return std::nullopt;
}

constexpr Date kLastDate = {9999, 12, 31};

Found of_class(Builtin builtin, std::string_view name) {
  const bool is_min = name == "min";
  if (builtin == Builtin::kDatetimeModule) return of_module(name);
  if (builtin == Builtin::kTimezoneClass && name == "utc") return utc();
  if (!is_min && name != "max") return std::nullopt;
  const Time last{kMicrosecondsPerDay - 1, std::nullopt, 0};
  switch (builtin) {
    case Builtin::kDateClass:
      return is_min ? Date{} : kLastDate;
    case Builtin::kDateTimeClass:
      return is_min ? DateTime{} : DateTime{kLastDate, last};
    case Builtin::kTimeClass:
      return is_min ? Time{} : last;
    default:
      return std::nullopt;
  }
}

Found of_number(const Value& value, std::string_view name) {
  const auto* real = value.get<double>();
  if (name == "real") return real != nullptr ? value : Value(*integer(value));
  if (name == "imag") return real != nullptr ? Value(0.0) : Value(Integer(0));
  if (real != nullptr) return std::nullopt;
  if (name == "numerator") return *integer(value);
  if (name == "denominator") return Integer(1);
  return std::nullopt;
}

Found find_attribute(const Value& value, std::string_view name) {
  if (const auto* dict = value.get<Dict>()) {
    const Value* const found = dict->data->find(Text(name));
    return found == nullptr ? Found() : Found(*found);
  }
  if (const auto* date = value.get<Date>()) return of_date(*date, name);
  if (const auto* moment = value.get<DateTime>()) {
    const Found found = of_date(moment->date, name);
    return found ? found : of_time(moment->time, name);
  }
  if (const auto* time = value.get<Time>()) return of_time(*time, name);
  if (const auto* duration = value.get<Duration>()) {
    return of_duration(*duration, name);
  }
  if (const auto* builtin = value.get<Builtin>()) {
    return of_class(*builtin, name);
  }
  if (is_number(value) && !value.is<Decimal>()) return of_number(value, name);
  return std::nullopt;
}

bool is_dict_method(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "clear", "copy",    "fromkeys",   "get",    "items", "keys",
      "pop",   "popitem", "setdefault", "update", "values"};
  for (const std::string_view each : kNames) {
    if (each == name) return true;
  }
  return false;
}

}  // namespace

Value attribute(const Value& value, std::string_view name) {
  // Python finds the method first.
  if (value.is<Dict>() && is_dict_method(name)) {
    throw EvaluationError(
        text::concat("'", name,
                     "' is a method of dict: to read a member of that name, "
                     "write ['",
                     name, "']"));
  }
  if (auto found = find_attribute(value, name)) return std::move(*found);
  throw EvaluationError(text::concat("Attribute '", name, "' does not exist"));
}

}  // namespace mapping::expression
