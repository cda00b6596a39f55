#include "extract/stream_plan.hpp"

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "cli/errors.hpp"
#include "streams/stream_set.hpp"

using extract::Catalog;
using extract::make_plans;
using extract::Mode;
using extract::ReadSettings;
using extract::StreamPlan;
using singer::State;

namespace {

// A catalog of one stream with these members of its metadata.
Catalog catalog_of(std::string_view stream, std::string_view metadata,
                   std::string_view entry = "") {
  const std::string text = R"({"streams":[{"tap_stream_id":")" +
                           std::string(stream) + '"' + std::string(entry) +
                           R"(,"metadata":[{"breadcrumb":[],"metadata":{)" +
                           std::string(metadata) + "}}]}]}";
  return singer::parse_catalog(json::parse(text, "catalog"), "catalog");
}

StreamPlan plan_of(const Catalog& catalog, const State& state = {},
                   const ReadSettings& settings = {}) {
  auto plans = make_plans(streams::streams_of("v5"), catalog, state, settings);
  REQUIRE(plans.size() == 1);
  return std::move(plans.front());
}

State state_of(std::string_view stream, const std::string& bookmark) {
  State state;
  state.set_bookmark(stream, bookmark);
  return state;
}

// The state that a run of the plan ends with.
State state_after(const StreamPlan& plan, std::string_view value = "") {
  extract::Bookmark bookmark;
  bookmark.etag = "\"e\"";
  bookmark.fingerprint = plan.fingerprint;
  if (plan.is_incremental) {
    bookmark.replication_key = plan.stream.replication_key;
    bookmark.replication_key_value = value;
  }
  return state_of(plan.stream.name, bookmark.to_text());
}

const Catalog kStarlink = catalog_of("starlink", "");
const Catalog kRockets = catalog_of("rockets", "");

}  // namespace

TEST_CASE("without a catalog everything is read") {
  const auto plans = make_plans(streams::streams_of("v5"), {}, {}, {});
  CHECK(plans.size() == 15);  // the API's, and extractions
  for (const StreamPlan& plan : plans) {
    CHECK(plan.is_incremental == (plan.stream.name == "starlink"));
  }
}

TEST_CASE("streams of other sources are read when they are selected") {
  CHECK(plan_of(catalog_of("launch_log", R"("selected":true)")).stream.name ==
        "launch_log");
  CHECK(make_plans(streams::streams_of("v5"),
                   catalog_of("launch_log", R"("selected":false)"), {}, {})
            .empty());
  const StreamPlan plan =
      plan_of(catalog_of("satellite_catalogue", R"("selected":true)"));
  // Its URL is the body's own.
  CHECK(plan.request(Mode::kSync).path.empty());
  CHECK(plan_of(kRockets).request(Mode::kSync).path == "/v4/rockets");
}

TEST_CASE("a catalog names what is read; unknown streams are passed over") {
  CHECK(plan_of(kRockets).stream.name == "rockets");
  CHECK(make_plans(streams::streams_of("v5"), catalog_of("moons", ""), {}, {})
            .empty());
  CHECK(make_plans(streams::streams_of("v5"),
                   catalog_of("rockets", R"("selected":false)"), {}, {})
            .empty());
}

TEST_CASE("the replication method is chosen by metadata, else by the entry") {
  const auto is_incremental = [](std::string_view stream,
                                 std::string_view metadata,
                                 std::string_view entry = "") {
    return plan_of(catalog_of(stream, metadata, entry)).is_incremental;
  };
  CHECK_FALSE(is_incremental("launches", ""));
  CHECK(is_incremental("launches", R"("replication-method":"INCREMENTAL",)"
                                   R"("replication-key":"date_utc")"));
  CHECK(is_incremental("launches", R"("replication-method":"INCREMENTAL")",
                       R"(,"replication_method":"FULL_TABLE")"));
  CHECK(is_incremental("history", "",
                       R"(,"replication_method":"INCREMENTAL",)"
                       R"("replication_key":"event_date_utc")"));
  CHECK_FALSE(
      is_incremental("starlink", R"("replication-method":"FULL_TABLE")"));
  CHECK_FALSE(
      is_incremental("rockets", R"("replication-method":"INCREMENTAL")"));
}

TEST_CASE("a method or key that a stream has not is refused by name") {
  CHECK_THROWS_AS(
      plan_of(catalog_of("launches", R"("replication-method":"LOG_BASED")")),
      cli::UsageError);
  CHECK_THROWS_WITH(
      plan_of(catalog_of("launches", R"("replication-method":"INCREMENTAL",)"
                                     R"("replication-key":"name")")),
      catching::contains("its key is 'date_utc'"));
}

TEST_CASE("the replication key is part of the selection") {
  const Catalog catalog = singer::parse_catalog(
      json::parse(R"({"streams":[{"tap_stream_id":"launches","metadata":[
        {"breadcrumb":[],"metadata":{"replication-method":"INCREMENTAL"}},
        {"breadcrumb":["properties","name"],"metadata":{"selected":true}},
        {"breadcrumb":["properties","date_utc"],"metadata":{"selected":false}}
      ]}]})",
                  "catalog"),
      "catalog");
  CHECK_THAT(plan_of(catalog).selected_schema,
             catching::contains("\"date_utc\""));
}

TEST_CASE("a stream goes on from its bookmark") {
  const State state = state_after(plan_of(kStarlink), "2021-10-17T15:46:11Z");
  const StreamPlan plan = plan_of(kStarlink, state);
  CHECK(plan.bookmark.replication_key_value == "2021-10-17T15:46:11Z");
  CHECK(plan.request(Mode::kSync).etag == "\"e\"");
  CHECK(plan.request(Mode::kTestRecords).etag.empty());
}

TEST_CASE("what made the bookmark must be the same, else all is read") {
  const State state = state_after(plan_of(kStarlink), "2021-10-17T15:46:11Z");
  const auto starts_anew = [&](const Catalog& catalog,
                               const ReadSettings& settings) {
    const StreamPlan plan = plan_of(catalog, state, settings);
    return plan.bookmark.replication_key_value.empty() &&
           plan.bookmark.etag.empty();
  };
  CHECK_FALSE(starts_anew(kStarlink, {}));
  ReadSettings other_root;
  other_root.sources["spacex"].url = "http://other";
  CHECK(starts_anew(kStarlink, other_root));
  ReadSettings other_version;
  other_version.tap_version = "9";
  CHECK(starts_anew(kStarlink, other_version));
  ReadSettings bounded;
  bounded.end_date = extract::parse_moment("2021-01-01");
  CHECK(starts_anew(kStarlink, bounded));
  CHECK(starts_anew(
      catalog_of("starlink", R"("replication-method":"FULL_TABLE")"), {}));
  const Catalog fewer = singer::parse_catalog(
      json::parse(R"({"streams":[{"tap_stream_id":"starlink","metadata":[
        {"breadcrumb":["properties","launch"],"metadata":{"selected":false}}
      ]}]})",
                  "catalog"),
      "catalog");
  CHECK(starts_anew(fewer, {}));
}

TEST_CASE("a bounded run asks unconditionally, also for undated streams") {
  ReadSettings bounded;
  bounded.start_date = extract::parse_moment("2021-01-01");
  const State state = state_after(plan_of(kRockets));
  const StreamPlan plan = plan_of(kRockets, state, bounded);
  CHECK(plan.is_bounded);
  CHECK(plan.request(Mode::kSync).etag.empty());
}

TEST_CASE("looking back further needs another look, but no full read") {
  const Catalog launches =
      catalog_of("launches", R"("replication-method":"INCREMENTAL")");
  ReadSettings settings;
  settings.lookback_days = 7;
  const State state = state_of(
      "launches", R"({"replication_key":"date_utc",)"
                  R"("replication_key_value":"2021-10-17","lookback_days":7,)"
                  R"("etag":"\"e\"","fingerprint":")" +
                      plan_of(launches, {}, settings).fingerprint + "\"}");
  const auto etag_with = [&](std::int64_t days) {
    settings.lookback_days = days;
    const StreamPlan plan = plan_of(launches, state, settings);
    CHECK(plan.bookmark.replication_key_value == "2021-10-17");
    return plan.request(Mode::kSync).etag;
  };
  CHECK(etag_with(8).empty());
  CHECK(etag_with(7) == "\"e\"");
  CHECK(etag_with(0) == "\"e\"");
  settings.lookback_days = 8;  // satellites are not looked back for
  CHECK(plan_of(kStarlink, state_after(plan_of(kStarlink), "2021-10-17"),
                settings)
            .request(Mode::kSync)
            .etag == "\"e\"");
}

TEST_CASE("a version that leaves no greater one is passed over") {
  const std::string fingerprint = plan_of(kRockets).fingerprint;
  ReadSettings settings;
  settings.emits_versions = true;
  for (const char* version : {"9223372036854775807", "9223372036854775800"}) {
    INFO(version);
    const State state =
        state_of("rockets", R"({"etag":"\"e\"","fingerprint":")" + fingerprint +
                                R"(","version":)" + version + "}");
    const std::string log = captured([&] {
      const StreamPlan plan = plan_of(kRockets, state, settings);
      CHECK_FALSE(plan.bookmark.version);
      CHECK(plan.request(Mode::kSync).etag.empty());
    });
    CHECK_THAT(log, catching::contains(version));
  }
}

TEST_CASE("odd bookmarks start anew and never crash") {
  for (const char* bookmark :
       {"null", "[]", "5",
        R"({"replication_key":"id","replication_key_value":"2021-10-17"})",
        R"({"replication_key":"space_track_creation_date",)"
        R"("replication_key_value":1634485571})",
        R"({"replication_key":"space_track_creation_date",)"
        R"("replication_key_value":"yesterday"})"}) {
    INFO(bookmark);
    const StreamPlan plan = plan_of(kStarlink, state_of("starlink", bookmark));
    CHECK(plan.bookmark.replication_key_value.empty());
  }
}

TEST_CASE("a bookmark of another tap's making gives the date alone") {
  const StreamPlan plan = plan_of(
      kStarlink,
      state_of("starlink", R"({"replication_key":"space_track_creation_date",)"
                           R"("replication_key_value":"2021-10-17T15:46:11Z",)"
                           R"("etag":"\"e\""})"));
  CHECK(plan.bookmark.replication_key_value == "2021-10-17T15:46:11Z");
  CHECK(plan.bookmark.etag.empty());
}

TEST_CASE("versions asked for the first time need a full read") {
  const State state = state_after(plan_of(kRockets));
  ReadSettings settings;
  settings.emits_versions = true;
  CHECK(plan_of(kRockets, state, settings).request(Mode::kSync).etag.empty());
}
