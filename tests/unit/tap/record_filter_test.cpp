#include "extract/record_filter.hpp"

#include <vector>

#include "catch.hpp"
#include "documents/json_body.hpp"
#include "streams/stream_set.hpp"

using extract::parse_moment;
using extract::ReadSettings;
using extract::RecordFilter;
using extract::StreamPlan;

namespace {

const extract::Moment kNow = *parse_moment("2021-10-20T12:00:00Z");

StreamPlan plan_of(std::string_view stream, bool is_incremental,
                   const ReadSettings& settings,
                   std::string_view bookmark = "") {
  const std::string method = is_incremental ? "INCREMENTAL" : "FULL_TABLE";
  const std::string catalog =
      R"({"streams":[{"tap_stream_id":")" + std::string(stream) +
      R"(","replication_method":")" + method + R"("}]})";
  singer::State state;
  if (!bookmark.empty()) {
    extract::Bookmark value;
    value.replication_key =
        stream == "launches" ? "date_utc" : "space_track_creation_date";
    value.replication_key_value = bookmark;
    state.set_bookmark(stream, value.to_text());
  }
  auto plans = extract::make_plans(
      streams::streams_of("v5"),
      singer::parse_catalog(json::parse(catalog, "catalog"), "catalog"), state,
      settings);
  return std::move(plans.at(0));
}

struct Outcome {
  std::vector<bool> accepted;
  std::string bookmark;
  std::size_t undated = 0;
  std::string added;  // to the last document that was accepted
};

Outcome filter(const StreamPlan& plan, const ReadSettings& settings,
               const std::vector<std::string>& texts) {
  RecordFilter filter(plan, settings, kNow);
  Outcome outcome;
  for (const std::string& text : texts) {
    documents::JsonBody reader(documents::Root::kObject);
    reader.feed(text);
    outcome.accepted.push_back(filter.accepts(*reader.next()));
    if (outcome.accepted.back()) outcome.added = filter.added_member();
  }
  outcome.bookmark = filter.bookmark_value();
  outcome.undated = filter.undated_count();
  return outcome;
}

std::string satellite(std::string_view created,
                      std::string_view launched = "\"2020-01-01\"") {
  return R"({"spaceTrack":{"CREATION_DATE":)" + std::string(created) +
         R"(,"LAUNCH_DATE":)" + std::string(launched) + R"(},"id":"a"})";
}

std::string launch(std::string_view date) {
  return R"({"date_utc":")" + std::string(date) + R"(","id":"a"})";
}

using Flags = std::vector<bool>;

}  // namespace

TEST_CASE("a full read takes everything and has no bookmark") {
  const StreamPlan plan = plan_of("launches", false, {});
  const Outcome outcome = filter(plan, {}, {launch("2021-01-01"), "{}"});
  CHECK(outcome.accepted == Flags{true, true});
  CHECK(outcome.bookmark.empty());
  CHECK(outcome.added.empty());
}

TEST_CASE("the creation date of satellites is lifted as a date-time") {
  const StreamPlan plan = plan_of("starlink", true, {});
  const auto added = [&](std::string_view created) {
    return filter(plan, {}, {satellite(created)}).added;
  };
  const std::string good =
      R"("space_track_creation_date":"2021-10-17T15:46:11Z")";
  CHECK(added("\"2021-10-17T15:46:11\"") == good);
  CHECK(added("\"2021-10-17 15:46:11\"") == good);
  CHECK(added("\"2021-10-17T15:46:11Z\"") == good);
  const std::string none = R"("space_track_creation_date":null)";
  for (const char* created :
       {"null", "\"\"", "7", "\"soon\"", "\"2021-10-17\"", "{}"}) {
    INFO(created);
    CHECK(added(created) == none);
  }
  CHECK(filter(plan, {}, {R"({"spaceTrack":null})"}).added == none);
  CHECK(filter(plan, {}, {R"({"id":"a"})"}).added == none);
  // Of several the last one counts.
  CHECK(added(R"("2020-01-01T00:00:00","CREATION\u005fDATE":)"
              R"("2021-10-17T15:46:11")") == good);
}

TEST_CASE("an increment has what is as new as the bookmark, and the undated") {
  const StreamPlan plan = plan_of("starlink", true, {}, "2021-10-17T00:00:00Z");
  const Outcome outcome =
      filter(plan, {},
             {satellite("\"2021-10-16T23:59:59\""),
              satellite("\"2021-10-17T00:00:00\""), satellite("null"),
              satellite("\"2021-10-18T01:02:03\""),
              satellite("\"2021-10-17T07:00:00\"")});
  CHECK(outcome.accepted == Flags{false, true, true, true, true});
  CHECK(outcome.bookmark == "2021-10-18T01:02:03Z");
  CHECK(outcome.undated == 1);
}

TEST_CASE("a bookmark does not go back, and stays when nothing is dated") {
  const StreamPlan plan = plan_of("starlink", true, {}, "2021-10-17T00:00:00Z");
  CHECK(filter(plan, {}, {satellite("\"2021-10-16T23:59:59\"")}).bookmark ==
        "2021-10-17T00:00:00Z");
  CHECK(filter(plan, {}, {satellite("null")}).bookmark ==
        "2021-10-17T00:00:00Z");
  CHECK(filter(plan_of("starlink", true, {}), {}, {satellite("null")})
            .bookmark.empty());
}

TEST_CASE("a bookmark is never in the future") {
  const StreamPlan plan = plan_of("launches", true, {});
  const Outcome outcome = filter(
      plan, {},
      {launch("2021-01-01T00:00:00.000Z"), launch("2022-12-01T00:00:00.000Z")});
  CHECK(outcome.accepted == Flags{true, true});
  CHECK(outcome.bookmark == "2021-10-20T12:00:00Z");
}

TEST_CASE("launches are looked back for, satellites are not") {
  ReadSettings settings;
  settings.lookback_days = 10;
  const Outcome launches = filter(
      plan_of("launches", true, settings, "2021-10-11"), settings,
      {launch("2021-09-30T23:59:59.999Z"), launch("2021-10-01T00:00:00.000Z")});
  CHECK(launches.accepted == Flags{false, true});
  CHECK(launches.bookmark == "2021-10-11");
  const Outcome satellites =
      filter(plan_of("starlink", true, settings, "2021-10-11"), settings,
             {satellite("\"2021-10-10T00:00:00\"")});
  CHECK(satellites.accepted == Flags{false});
}

TEST_CASE("a window has its start and not its end") {
  ReadSettings settings;
  settings.start_date = parse_moment("2021-01-01");
  settings.end_date = parse_moment("2021-02-01");
  const StreamPlan plan = plan_of("launches", false, settings);
  CHECK(filter(plan, settings,
               {launch("2020-12-31T23:59:59.999Z"),
                launch("2021-01-01T00:00:00.000Z"),
                launch("2021-01-31T23:59:59.999Z"),
                launch("2021-02-01T00:00:00.000Z")})
            .accepted == Flags{false, true, true, false});
}

TEST_CASE(
    "satellites are bounded by their launch; undated ones only without "
    "an end") {
  ReadSettings settings;
  settings.start_date = parse_moment("2020-01-01");
  const std::vector<std::string> satellites{
      satellite("\"2021-10-17T00:00:00\"", "\"2019-12-31\""),
      satellite("\"2021-10-17T00:00:00\"", "\"2020-01-01\""),
      satellite("null", "null")};
  CHECK(filter(plan_of("starlink", true, settings), settings, satellites)
            .accepted == Flags{false, true, true});
  settings.end_date = parse_moment("2020-01-01T00:00:01Z");
  CHECK(filter(plan_of("starlink", true, settings), settings, satellites)
            .accepted == Flags{false, true, false});
}

TEST_CASE("start_date and bookmark: the later one holds") {
  ReadSettings settings;
  settings.start_date = parse_moment("2021-06-01");
  const std::vector<std::string> launches{launch("2021-05-01T00:00:00.000Z"),
                                          launch("2021-06-02T00:00:00.000Z"),
                                          launch("2021-08-01T00:00:00.000Z")};
  CHECK(filter(plan_of("launches", true, settings, "2021-05-01"), settings,
               launches)
            .accepted == Flags{false, true, true});
  CHECK(filter(plan_of("launches", true, settings, "2021-07-01"), settings,
               launches)
            .accepted == Flags{false, false, true});
}

TEST_CASE("no bookmark goes beyond end_date") {
  ReadSettings settings;
  settings.end_date = parse_moment("2021-09-01");
  const Outcome outcome =
      filter(plan_of("starlink", true, settings), settings,
             {satellite("\"2021-10-17T00:00:00\"", "\"2020-01-01\"")});
  CHECK(outcome.accepted == Flags{true});
  CHECK(outcome.bookmark == "2021-09-01T00:00:00Z");
}
