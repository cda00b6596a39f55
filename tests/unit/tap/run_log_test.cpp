// What a run says on the log.
#include "tap_run.hpp"

namespace {

const std::string kSatellites =
    R"([{"spaceTrack":{"CREATION_DATE":"2021-10-17T15:46:11"},"id":"a"},)"
    R"({"spaceTrack":{"CREATION_DATE":null},"id":"b"}])";

void read_starlink(TapRun& tap) {
  tap.choose("starlink");
  tap.client.answers["/v4/starlink"] = {{kSatellites, "\"a\""}};
}

void read_launches_incrementally(TapRun& tap) {
  tap.choose("launches");
  tap.catalog = singer::parse_catalog(
      json::parse(R"({"streams":[{"tap_stream_id":"launches",)"
                  R"("replication_method":"INCREMENTAL"}]})",
                  "catalog"),
      "catalog");
  tap.client.answers["/v5/launches"] = {
      {R"([{"id":"a","date_utc":"2021-10-17T00:00:00.000Z"}])", "\"a\""}};
}

}  // namespace

TEST_CASE("where reading starts is said once, and truly") {
  TapRun tap;
  read_starlink(tap);
  tap.client.answers["/v4/starlink"] = {{kSatellites, "\"a\"", 20},
                                        {kSatellites, "\"a\"", 40},
                                        {kSatellites, "\"a\""}};
  tap.run();
  CHECK(tap.logged("starting from") == 1);
  CHECK(tap.logged(
            "starting from the beginning because there is no bookmark") == 1);
  SECTION("not at all before a 304") {
    tap.run();
    CHECK(tap.logged("starting from") == 0);
  }
  SECTION("from the bookmark") {
    tap.client.answers["/v4/starlink"] = {{kSatellites, "\"b\""}};
    tap.run();
    CHECK(tap.logged("starting from 2021-10-17T15:46:11Z because that is its "
                     "bookmark") == 1);
  }
  SECTION("after a bookmark of something else") {
    tap.settings.sources["spacex"].url = "http://moved";
    tap.run();
    CHECK(tap.logged("starting from the beginning because its bookmark does "
                     "not apply") == 1);
  }
}

TEST_CASE("start_date is compared with a bookmark only where there is one") {
  TapRun tap;
  read_launches_incrementally(tap);
  tap.settings.start_date = extract::parse_moment("2021-01-01");
  tap.run();
  CHECK(tap.logged("starting from 2021-01-01T00:00:00Z because that is "
                   "start_date\n") == 1);
  tap.run();
  CHECK(tap.logged("because that is its bookmark") == 1);
  tap.state.set_bookmark("launches",
                         R"({"replication_key":"date_utc",)"
                         R"("replication_key_value":"2021-01-02"})");
  tap.settings.lookback_days = 7;
  tap.run();
  CHECK(tap.logged("because start_date is later than its bookmark less "
                   "lookback_days") == 1);
}

TEST_CASE("undated documents are a warning at first, and known afterwards") {
  TapRun tap;
  read_starlink(tap);
  const std::string told = "1 document without a date";
  tap.run();
  CHECK(tap.logged("WARNING") == 1);
  CHECK(tap.logged(told) == 1);
  tap.client.answers["/v4/starlink"] = {{kSatellites, "\"b\""}};
  tap.run();
  CHECK(tap.logged("WARNING") == 0);
  CHECK(tap.logged(told) == 1);
}

TEST_CASE("long names of undeclared properties are told by their start") {
  TapRun tap;
  const std::string name(1000, 'n');
  tap.client.answers["/v4/cores"] = {
      {R"([{"id":"c1",")" + name + R"(":1}])", "\"c\""}};
  tap.run();
  CHECK(tap.logged("'" + name.substr(0, 60) + "…'") == 1);
}

TEST_CASE("a bookmark that is none of ours is told, and all is read") {
  for (const std::string bookmark : {"[]", "\"x\"", "7", R"({"a":1})"}) {
    CAPTURE(bookmark);
    TapRun tap;
    read_starlink(tap);
    tap.state = singer::State::parse(
        R"({"bookmarks":{"starlink":)" + bookmark + "}}", "state");
    const std::string planned = captured([&] {
      extract::make_plans(tap.streams, tap.catalog, tap.state, tap.settings);
    });
    CHECK_THAT(planned, catching::contains("WARNING"));
    CHECK_THAT(planned, catching::contains("none of this tap's: " + bookmark));
    tap.run();
    CHECK(tap.count("RECORD starlink") == 2);
  }
}

TEST_CASE("where a run goes on after an error, the last line is the error") {
  TapRun tap;
  tap.settings.continues_on_error = true;
  tap.policy.max_tries = 1;
  tap.client.answers["/v4/cores"] = {{"[{]", "\"c\""}};
  tap.run();
  CHECK(tap.failures == 1);
  CHECK(tap.count("RECORD ships") == 2);
  const std::string last =
      tap.log.substr(tap.log.rfind('\n', tap.log.size() - 2) + 1);
  CHECK_THAT(last, catching::contains("CRITICAL"));
  CHECK_THAT(last, catching::contains("1 of 2 streams failed: stream 'cores'"));
}

TEST_CASE("what a catalog changes of keys and types is told") {
  TapRun tap;
  tap.choose("launches");
  const auto told = [&](const std::string& entry) {
    tap.catalog = singer::parse_catalog(
        json::parse(
            R"({"streams":[{"tap_stream_id":"launches",)" + entry + "}]}",
            "catalog"),
        "catalog");
    return captured([&] {
      extract::make_plans(tap.streams, tap.catalog, tap.state, tap.settings);
    });
  };
  CHECK(told(R"("key_properties":["id"],"schema":{"properties":)"
             R"({"id":{"type":["string"]},"flight_number":)"
             R"({"type":["null","integer"]},"unknown":{"type":"x"}}})")
            .empty());
  CHECK_THAT(told(R"("metadata":[{"breadcrumb":[],"metadata":)"
                  R"({"table-key-properties":["name","id"]}}])"),
             catching::contains("key properties (name, id) are ignored: its "
                                "keys are id"));
  const std::string types =
      told(R"("schema":{"properties":{"flight_number":{"type":"string"},)"
           R"("date_utc":{"type":["string","null"]},"links":{"type":["object",)"
           R"("null"],"properties":{"webcast":{"type":"integer"}}}}})");
  CHECK_THAT(types, catching::contains("WARNING"));
  for (const char* name :
       {"'flight_number'", "'date_utc'", "'links.webcast'"}) {
    CHECK_THAT(types, catching::contains(name));
  }
}
