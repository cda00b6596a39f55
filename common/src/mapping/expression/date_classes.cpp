// What the classes of datetime make.
#include <cmath>

#include "mapping/expression/datetime.hpp"
#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/expression.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/zone_argument.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

std::optional<TimeZone> zone_argument(const Value* given) {
  if (given == nullptr || given->is<None>()) return std::nullopt;
  if (const auto* zone = given->get<TimeZone>()) return *zone;
  throw EvaluationError(
      text::concat("tzinfo argument must be None or of a tzinfo subclass, not "
                   "type '",
                   type_name(*given), '\''));
}

int fold_argument(const Value* given) {
  if (given == nullptr) return 0;
  const std::int64_t fold = integer_argument(*given);
  if (fold != 0 && fold != 1) {
    throw EvaluationError("fold must be either 0 or 1");
  }
  return static_cast<int>(fold);
}

namespace {

Integer whole(const Value* given) {
  if (given == nullptr) return 0;
  (void)integer_argument(*given);
  return *integer(*given);
}

Time time_from(const std::vector<const Value*>& given, std::size_t first) {
  Time time;
  time.microseconds =
      checked_time(whole(given[first]), whole(given[first + 1]),
                   whole(given[first + 2]), whole(given[first + 3]));
  time.zone = zone_argument(given[first + 4]);
  time.fold = fold_argument(given[first + 5]);
  return time;
}

Integer now_in_microseconds(const Context& context) {
  return std::chrono::floor<std::chrono::microseconds>(
             context.now().time_since_epoch())
      .count();
}

Value now(const Value& /*self*/, const Arguments& arguments,
          const Context& context) {
  const auto given = arguments.bind("now", {"tz"}, 0);
  const auto zone = zone_argument(given[0]);
  const Integer microseconds = now_in_microseconds(context);
  return zone ? from_epoch(microseconds, zone) : local_time(microseconds);
}

Value utc_now(const Value& /*self*/, const Arguments& arguments,
              const Context& context) {
  arguments.bind("utcnow", {}, 0);
  return from_epoch(now_in_microseconds(context), std::nullopt);
}

template <bool kIsDate>
Value today(const Value& /*self*/, const Arguments& arguments,
            const Context& context) {
  arguments.bind("today", {}, 0);
  const DateTime moment = local_time(now_in_microseconds(context));
  return kIsDate ? Value(moment.date) : Value(moment);
}

const Text& iso_argument(const Arguments& arguments) {
  const auto given = arguments.bind("fromisoformat", {"string"}, 1, 1);
  return text_argument(*given[0], "fromisoformat: argument");
}

Value moment_from_iso(const Value& /*self*/, const Arguments& arguments,
                      const Context& /*context*/) {
  return parse_iso_datetime(iso_argument(arguments));
}
Value date_from_iso(const Value& /*self*/, const Arguments& arguments,
                    const Context& /*context*/) {
  return parse_iso_date(iso_argument(arguments));
}
Value time_from_iso(const Value& /*self*/, const Arguments& arguments,
                    const Context& /*context*/) {
  return parse_iso_time(iso_argument(arguments));
}

Value parsed(const Value& /*self*/, const Arguments& arguments,
             const Context& /*context*/) {
  const auto given = arguments.bind("strptime", {"text", "format"}, 2, 2);
  return parse_time(text_argument(*given[0], "strptime() argument 1"),
                    text_argument(*given[1], "strptime() argument 2"));
}

// Seconds as microseconds, half to even.
Integer microseconds_of(const Value& seconds) {
  if (const auto number = integer(seconds)) {
    return *number * kMicrosecondsPerSecond;
  }
  const auto* real = seconds.get<double>();
  if (real == nullptr) {
    throw EvaluationError(text::concat("'", type_name(seconds),
                                       "' object cannot be interpreted as an "
                                       "integer"));
  }
  if (!std::isfinite(*real)) {
    throw EvaluationError("cannot convert float to integer");
  }
  double before = 0;
  const double behind = std::modf(*real, &before);
  return truncated(before) * kMicrosecondsPerSecond +
         static_cast<std::int64_t>(std::nearbyint(behind * 1e6));
}

Value from_timestamp(const Value& /*self*/, const Arguments& arguments,
                     const Context& /*context*/) {
  const auto given = arguments.bind("fromtimestamp", {"timestamp", "tz"}, 1);
  const Integer microseconds = microseconds_of(*given[0]);
  const auto zone = zone_argument(given[1]);
  return zone ? from_epoch(microseconds, zone) : local_time(microseconds);
}

Value from_utc_timestamp(const Value& /*self*/, const Arguments& arguments,
                         const Context& /*context*/) {
  const auto given = arguments.bind("utcfromtimestamp", {"timestamp"}, 1, 1);
  return from_epoch(microseconds_of(*given[0]), std::nullopt);
}

Value date_from_timestamp(const Value& /*self*/, const Arguments& arguments,
                          const Context& /*context*/) {
  const auto given = arguments.bind("fromtimestamp", {"timestamp"}, 1, 1);
  const Integer seconds =
      floor_quotient(microseconds_of(*given[0]), kMicrosecondsPerSecond);
  return local_time(seconds * kMicrosecondsPerSecond).date;
}

Date date_from_number(const Arguments& arguments) {
  const auto given = arguments.bind("fromordinal", {"n"}, 1, 1);
  const std::int64_t day = integer_argument(*given[0]);
  if (day < 1) throw EvaluationError("ordinal must be >= 1");
  return date_of(day);
}

template <bool kIsDate>
Value from_ordinal(const Value& /*self*/, const Arguments& arguments,
                   const Context& /*context*/) {
  const Date date = date_from_number(arguments);
  return kIsDate ? Value(date) : Value(DateTime{date, {}});
}

Value combined(const Value& /*self*/, const Arguments& arguments,
               const Context& /*context*/) {
  const auto given = arguments.bind("combine", {"date", "time", "tzinfo"}, 2);
  const auto* date = given[0]->get<Date>();
  const auto* moment = given[0]->get<DateTime>();
  const auto* time = given[1]->get<Time>();
  if ((date == nullptr && moment == nullptr) || time == nullptr) {
    throw EvaluationError("combine() takes a date and a time");
  }
  DateTime result{date != nullptr ? *date : moment->date, *time};
  if (given[2] != nullptr) result.time.zone = zone_argument(given[2]);
  return result;
}

constexpr Method kDateTable[] = {
    {"fromisoformat", date_from_iso},
    {"fromordinal", from_ordinal<true>},
    {"fromtimestamp", date_from_timestamp},
    {"today", today<true>},
};
constexpr Method kDateTimeTable[] = {
    {"combine", combined},
    {"fromisoformat", moment_from_iso},
    {"fromordinal", from_ordinal<false>},
    {"fromtimestamp", from_timestamp},
    {"now", now},
    {"strptime", parsed},
    {"today", today<false>},
    {"utcfromtimestamp", from_utc_timestamp},
    {"utcnow", utc_now},
};
constexpr Method kTimeTable[] = {{"fromisoformat", time_from_iso}};

}  // namespace

const std::span<const Method> kDateClassMethods = kDateTable;
const std::span<const Method> kDateTimeClassMethods = kDateTimeTable;
const std::span<const Method> kTimeClassMethods = kTimeTable;

Value construct_date(const Arguments& arguments) {
  const auto given = arguments.bind("date", {"year", "month", "day"}, 3);
  return checked_date(whole(given[0]), whole(given[1]), whole(given[2]));
}

Value construct_datetime(const Arguments& arguments) {
  const auto given = arguments.bind("datetime",
                                    {"year", "month", "day", "hour", "minute",
                                     "second", "microsecond", "tzinfo", "fold"},
                                    3);
  const Date date =
      checked_date(whole(given[0]), whole(given[1]), whole(given[2]));
  return DateTime{date, time_from(given, 3)};
}

Value construct_time(const Arguments& arguments) {
  return time_from(
      arguments.bind(
          "time", {"hour", "minute", "second", "microsecond", "tzinfo", "fold"},
          0),
      0);
}

Value construct_timedelta(const Arguments& arguments) {
  const auto given =
      arguments.bind("timedelta",
                     {"days", "seconds", "microseconds", "milliseconds",
                      "minutes", "hours", "weeks"},
                     0);
  constexpr std::int64_t kUnits[] = {
      kMicrosecondsPerDay,    1'000'000, 1, 1000, 60'000'000, 3'600'000'000,
      7 * kMicrosecondsPerDay};
  // As Python adds them up, the smallest first: what is left of floats is
  // rounded once at the end.
  constexpr std::size_t kOrder[] = {2, 3, 1, 4, 5, 0, 6};
  Integer total = 0;
  double left_over = 0;
  for (const std::size_t i : kOrder) {
    if (given[i] == nullptr) continue;
    if (const auto number = integer(*given[i])) {
      total += *number * kUnits[i];
      continue;
    }
    const auto* real = given[i]->get<double>();
    if (real == nullptr) {
      throw EvaluationError(text::concat(
          "unsupported type for timedelta component: ", type_name(*given[i])));
    }
    if (!std::isfinite(*real)) {
      throw EvaluationError("cannot convert float to integer");
    }
    double before = 0;
    const double behind = std::modf(*real, &before);
    total += truncated(before) * kUnits[i];
    if (behind == 0) continue;
    double whole_part = 0;
    left_over +=
        std::modf(behind * static_cast<double>(kUnits[i]), &whole_part);
    total += truncated(whole_part);
  }
  if (left_over != 0) {
    const double rounded = std::nearbyint(left_over);
    if (std::fabs(rounded - left_over) == 0.5) {
      // Half to even counts the whole sum.
      const bool is_odd = (total & 1) != 0;
      total += static_cast<std::int64_t>(
          2.0 * std::nearbyint((left_over + (is_odd ? 1 : 0)) * 0.5) -
          (is_odd ? 1 : 0));
    } else {
      total += static_cast<std::int64_t>(rounded);
    }
  }
  return to_duration(total);
}

Value construct_timezone(const Arguments& arguments) {
  const auto given = arguments.bind("timezone", {"offset", "name"}, 1);
  const auto* offset = given[0]->get<Duration>();
  if (offset == nullptr) {
    throw EvaluationError(
        text::concat("timezone() argument 1 must be datetime.timedelta, not ",
                     type_name(*given[0])));
  }
  const Integer microseconds = in_microseconds(*offset);
  if (abs(microseconds) >= kMicrosecondsPerDay) {
    throw EvaluationError(
        "offset must be a timedelta strictly between -timedelta(hours=24) and "
        "timedelta(hours=24)");
  }
  TimeZone zone{*offset, nullptr};
  if (given[1] != nullptr) {
    zone.name = std::make_shared<const std::string>(
        text_argument(*given[1], "timezone() argument 2"));
  }
  return zone;
}

}  // namespace mapping::expression
