// Methods of datetime's values.
#include "mapping/expression/datetime.hpp"
#include "mapping/expression/datetime_text.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/unicode.hpp"
#include "mapping/expression/zone_argument.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

Date date_of_self(const Value& self) {
  if (const auto* moment = self.get<DateTime>()) return moment->date;
  return *self.get<Date>();
}

const DateTime& moment_of(const Value& self) { return *self.get<DateTime>(); }

Value moment_iso(const Value& self, const Arguments& arguments,
                 const Context& /*context*/) {
  const auto given = arguments.bind("isoformat", {"sep", "timespec"}, 0);
  char32_t separator = 'T';
  if (given[0] != nullptr) {
    const auto points =
        to_points(text_argument(*given[0], "isoformat() argument 1"));
    if (points.size() != 1) {
      throw EvaluationError(
          "isoformat() argument 1 must be a unicode character");
    }
    separator = points[0];
  }
  return iso_text(moment_of(self), separator,
                  given[1] == nullptr
                      ? std::string_view("auto")
                      : text_argument(*given[1], "isoformat() argument 2"));
}

Value date_iso(const Value& self, const Arguments& arguments,
               const Context& /*context*/) {
  arguments.bind("isoformat", {}, 0);
  return iso_text(*self.get<Date>());
}

Value time_iso(const Value& self, const Arguments& arguments,
               const Context& /*context*/) {
  const auto given = arguments.bind("isoformat", {"timespec"}, 0);
  return iso_text(*self.get<Time>(),
                  given[0] == nullptr
                      ? std::string_view("auto")
                      : text_argument(*given[0], "isoformat() argument 1"));
}

Value formatted(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  const auto given = arguments.bind("strftime", {"format"}, 1);
  const Text& format = text_argument(*given[0], "strftime() argument 1");
  if (const auto* time = self.get<Time>()) {
    return format_time({{1900, 1, 1}, *time}, format);
  }
  if (const auto* date = self.get<Date>()) {
    return format_time({*date, {}}, format);
  }
  return format_time(moment_of(self), format);
}

template <bool kIso>
Value day_of_week(const Value& self, const Arguments& arguments,
                  const Context& /*context*/) {
  arguments.bind("weekday", {}, 0);
  return Integer(weekday(date_of_self(self)) + (kIso ? 1 : 0));
}

Value ordinal(const Value& self, const Arguments& arguments,
              const Context& /*context*/) {
  arguments.bind("toordinal", {}, 0);
  return Integer(day_number(date_of_self(self)));
}

Value c_text(const Value& self, const Arguments& arguments,
             const Context& /*context*/) {
  arguments.bind("ctime", {}, 0);
  DateTime moment{date_of_self(self), {}};
  if (const auto* whole = self.get<DateTime>()) moment = *whole;
  const std::string year = iso_text(moment.date).substr(0, 4);
  return format_time(moment, "%a %b %e %H:%M:%S ") + year;
}

Value date_part(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  arguments.bind("date", {}, 0);
  return moment_of(self).date;
}

template <bool kWithZone>
Value time_part(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  arguments.bind("time", {}, 0);
  Time time = moment_of(self).time;
  if (!kWithZone) time.zone.reset();
  return time;
}

Value timestamp(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  arguments.bind("timestamp", {}, 0);
  const DateTime& moment = moment_of(self);
  const Integer total = epoch_microseconds(moment);
  if (moment.time.zone) return quotient(total, kMicrosecondsPerSecond);
  // As Python: whole seconds, and what is behind them.
  const Integer seconds = floor_quotient(total, kMicrosecondsPerSecond);
  const Integer rest = floor_remainder(total, kMicrosecondsPerSecond);
  return nearest_double(seconds) + nearest_double(rest) / 1e6;
}

Value in_other_zone(const Value& self, const Arguments& arguments,
                    const Context& /*context*/) {
  const auto given = arguments.bind("astimezone", {"tz"}, 0);
  DateTime moment = moment_of(self);
  const bool is_local = given[0] == nullptr || given[0]->is<None>();
  if (!moment.time.zone) moment.time.zone = local_zone(moment);
  if (!is_local) {
    const auto* zone = given[0]->get<TimeZone>();
    if (zone == nullptr) {
      throw EvaluationError(
          "tzinfo argument must be None or of a tzinfo "
          "subclass");
    }
    return in_zone(moment, *zone);
  }
  const DateTime here = local_time(epoch_microseconds(moment));
  return in_zone(moment, local_zone(here));
}

Value zone_offset(const Value& self, const Arguments& arguments,
                  const Context& /*context*/) {
  arguments.bind("utcoffset", {}, 0);
  const auto& zone =
      self.is<Time>() ? self.get<Time>()->zone : moment_of(self).time.zone;
  return zone ? Value(zone->offset) : Value();
}

Value zone_name(const Value& self, const Arguments& arguments,
                const Context& /*context*/) {
  arguments.bind("tzname", {}, 0);
  const auto& zone =
      self.is<Time>() ? self.get<Time>()->zone : moment_of(self).time.zone;
  return zone ? Value(Text(name_of(*zone))) : Value();
}

Integer number_or(const Value* given, std::int64_t otherwise) {
  if (given == nullptr) return otherwise;
  (void)integer_argument(*given);
  return *integer(*given);
}

Date replaced_date(const Date& date, const Value* year, const Value* month,
                   const Value* day) {
  return checked_date(number_or(year, date.year), number_or(month, date.month),
                      number_or(day, date.day));
}

// hour, minute, second, microsecond and tzinfo from `first` on.
Time replaced_time(const Time& time, const std::vector<const Value*>& given,
                   std::size_t first) {
  const std::int64_t seconds = time.microseconds / kMicrosecondsPerSecond;
  Time result = time;
  result.microseconds = checked_time(
      number_or(given[first], seconds / 3600),
      number_or(given[first + 1], seconds / 60 % 60),
      number_or(given[first + 2], seconds % 60),
      number_or(given[first + 3], time.microseconds % kMicrosecondsPerSecond));
  if (given[first + 4] != nullptr)
    result.zone = zone_argument(given[first + 4]);
  if (given[first + 5] != nullptr) {
    result.fold = fold_argument(given[first + 5]);
  }
  return result;
}

Value replaced(const Value& self, const Arguments& arguments,
               const Context& /*context*/) {
  if (const auto* date = self.get<Date>()) {
    const auto given = arguments.bind("replace", {"year", "month", "day"}, 0);
    return replaced_date(*date, given[0], given[1], given[2]);
  }
  if (const auto* time = self.get<Time>()) {
    return replaced_time(
        *time,
        arguments.bind(
            "replace",
            {"hour", "minute", "second", "microsecond", "tzinfo", "fold"}, 0),
        0);
  }
  const auto given = arguments.bind("replace",
                                    {"year", "month", "day", "hour", "minute",
                                     "second", "microsecond", "tzinfo", "fold"},
                                    0);
  const DateTime& moment = moment_of(self);
  return DateTime{replaced_date(moment.date, given[0], given[1], given[2]),
                  replaced_time(moment.time, given, 3)};
}

Value total_seconds(const Value& self, const Arguments& arguments,
                    const Context& /*context*/) {
  arguments.bind("total_seconds", {}, 0);
  return quotient(in_microseconds(*self.get<Duration>()),
                  kMicrosecondsPerSecond);
}

Value name_of_zone(const Value& self, const Arguments& arguments,
                   const Context& /*context*/) {
  arguments.bind("tzname", {"dt"}, 1, 1);
  return Text(name_of(*self.get<TimeZone>()));
}

Value offset_of_zone(const Value& self, const Arguments& arguments,
                     const Context& /*context*/) {
  arguments.bind("utcoffset", {"dt"}, 1, 1);
  return self.get<TimeZone>()->offset;
}

constexpr Method kDateTable[] = {
    {"ctime", c_text},
    {"isoformat", date_iso},
    {"isoweekday", day_of_week<true>},
    {"replace", replaced},
    {"strftime", formatted},
    {"toordinal", ordinal},
    {"weekday", day_of_week<false>},
};
constexpr Method kDateTimeTable[] = {
    {"astimezone", in_other_zone},
    {"ctime", c_text},
    {"date", date_part},
    {"isoformat", moment_iso},
    {"isoweekday", day_of_week<true>},
    {"replace", replaced},
    {"strftime", formatted},
    {"time", time_part<false>},
    {"timestamp", timestamp},
    {"timetz", time_part<true>},
    {"toordinal", ordinal},
    {"tzname", zone_name},
    {"utcoffset", zone_offset},
    {"weekday", day_of_week<false>},
};
constexpr Method kTimeTable[] = {
    {"isoformat", time_iso},    {"replace", replaced},
    {"strftime", formatted},    {"tzname", zone_name},
    {"utcoffset", zone_offset},
};
constexpr Method kDurationTable[] = {{"total_seconds", total_seconds}};
constexpr Method kTimeZoneTable[] = {{"tzname", name_of_zone},
                                     {"utcoffset", offset_of_zone}};

}  // namespace

const std::span<const Method> kDateMethods = kDateTable;
const std::span<const Method> kDateTimeMethods = kDateTimeTable;
const std::span<const Method> kTimeMethods = kTimeTable;
const std::span<const Method> kDurationMethods = kDurationTable;
const std::span<const Method> kTimeZoneMethods = kTimeZoneTable;

}  // namespace mapping::expression
