#include "extract/starting_point.hpp"

#include "extract/stream_plan.hpp"

namespace extract {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

}  // namespace

StartingPoint starting_point(const StreamPlan& plan,
                             const ReadSettings& settings, bool had_bookmark) {
  StartingPoint start;
  start.why =
      had_bookmark ? "its bookmark does not apply" : "there is no bookmark";
  std::string_view why_start_date = "that is start_date";
  if (!plan.bookmark.replication_key_value.empty()) {
    start.since = parse_moment(plan.bookmark.replication_key_value);
    start.why = "that is its bookmark";
    why_start_date = "start_date is later than its bookmark";
    if (plan.lookback_days > 0) {
      start.since->seconds -= plan.lookback_days * kSecondsPerDay;
      start.why = "that is its bookmark less lookback_days";
      why_start_date =
          "start_date is later than its bookmark less lookback_days";
    }
  }
  const bool start_date_is_of_key =
      plan.stream.date_parent.empty() &&
      plan.stream.date_property == plan.stream.replication_key;
  if (start_date_is_of_key && settings.start_date &&
      (!start.since || *settings.start_date > *start.since)) {
    return {settings.start_date, why_start_date};
  }
  return start;
}

}  // namespace extract
