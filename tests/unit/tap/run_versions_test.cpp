// Versions of records, and what they must not do.
#include "tap_run.hpp"
#include "text/concat.hpp"

TEST_CASE("versions grow, and are activated after the last record alone") {
  TapRun tap;
  tap.settings.emits_versions = true;
  tap.run();
  CHECK(tap.messages() ==
        Messages{"SCHEMA cores", "RECORD cores", "ACTIVATE_VERSION cores",
                 "STATE", "SCHEMA ships", "RECORD ships", "RECORD ships",
                 "ACTIVATE_VERSION ships", "STATE"});
  CHECK(tap.has(R"("record":{"id":"c1"},"version":1634485571000,)"));

  SECTION("an unchanged stream has no new version") {
    tap.run();
    CHECK(tap.count("ACTIVATE_VERSION ships") == 0);
    CHECK_THAT(std::string(tap.state.bookmark("ships")),
               catching::contains("1634485571000"));
  }
  SECTION("also when the clock goes back") {
    tap.now = std::chrono::seconds(1000);
    tap.client.answers["/v4/ships"] = {{R"([{"id":"s3"}])", "\"s3\""}};
    tap.run();
    CHECK(tap.has(
        R"("ACTIVATE_VERSION","stream":"ships","version":1634485571001})"));
  }
  SECTION("an empty answer activates nothing and is asked for again") {
    tap.client.answers["/v4/ships"] = {{"[]", "\"empty\""}};
    tap.run();
    CHECK(tap.count("SCHEMA ships") == 1);
    CHECK(tap.count("ACTIVATE_VERSION ships") == 0);
    tap.run();
    CHECK(tap.client.requests[1].etag.empty());
  }
  SECTION("a failed stream activates nothing") {
    tap.client.answers["/v4/ships"] = {{R"([{"id":"s3"})", "\"s3\""}};
    tap.run();
    CHECK(tap.count("RECORD ships") > 0);
    CHECK(tap.count("ACTIVATE_VERSION ships") == 0);
  }
}

TEST_CASE("documents of an attempt that broke off are of an older version") {
  TapRun tap;
  tap.settings.emits_versions = true;
  tap.client.answers["/v4/ships"] = {
      {R"([{"id":"ghost"},{"id":"s1"},)", "\"s\"", 27},
      {R"([{"id":"s1"}])", "\"s\""}};
  tap.run();
  CHECK(tap.has(R"("record":{"id":"ghost"},"version":1634485571000,)"));
  CHECK(tap.has(R"("record":{"id":"s1"},"version":1634485571001,)"));
  CHECK(tap.count("ACTIVATE_VERSION ships") == 1);
  CHECK(tap.has(
      R"("ACTIVATE_VERSION","stream":"ships","version":1634485571001})"));
  CHECK_THAT(std::string(tap.state.bookmark("ships")),
             catching::contains("\"version\":1634485571001"));
}

TEST_CASE(
    "what is deleted while versions are off goes when they are on again") {
  TapRun tap;
  tap.settings.emits_versions = true;
  tap.run();
  tap.settings.emits_versions = false;
  tap.client.answers["/v4/ships"] = {{R"([{"id":"s1"}])", "\"fewer\""}};
  tap.run();
  CHECK(tap.count("RECORD ships") == 1);
  tap.settings.emits_versions = true;
  tap.now += std::chrono::hours(1);
  tap.run();
  CHECK(tap.count("RECORD ships") == 1);
  CHECK(tap.count("ACTIVATE_VERSION ships") == 1);
  CHECK(tap.count("ACTIVATE_VERSION cores") == 0);
}

TEST_CASE("a bounded run activates nothing of undated streams either") {
  TapRun tap;
  tap.settings.emits_versions = true;
  tap.settings.end_date = extract::parse_moment("2020-01-01");
  tap.run();
  CHECK(tap.count("RECORD ships") == 2);
  CHECK(tap.count("ACTIVATE_VERSION ships") == 0);
  CHECK_FALSE(tap.has("etag"));
}

TEST_CASE("a bounded run activates nothing and keeps no ETag") {
  TapRun tap;
  tap.settings.emits_versions = true;
  tap.settings.start_date = extract::parse_moment("2020-01-01");
  tap.choose("launches");
  tap.client.answers["/v5/launches"] = {
      {R"([{"id":"a","date_utc":"2019-12-31"},)"
       R"({"id":"b","date_utc":"2020-01-01"}])",
       "\"l\""}};
  tap.run();
  CHECK(tap.messages() ==
        Messages{"SCHEMA launches", "RECORD launches", "STATE"});
  CHECK_FALSE(tap.has("etag"));
  CHECK_FALSE(tap.has("version"));
}

namespace {

std::string satellites(std::initializer_list<const char*> days) {
  std::string out;
  for (const char* day : days) {
    out += text::concat(out.empty() ? "[" : ",", R"({"id":")", day,
                        R"(","spaceTrack":{"CREATION_DATE":"2021-10-)", day,
                        R"(T00:00:00"}})");
  }
  return out + "]";
}

}  // namespace

TEST_CASE("an incremental stream has a version only where all is emitted") {
  TapRun tap;
  tap.settings.emits_versions = true;
  tap.choose("starlink");
  tap.client.answers["/v4/starlink"] = {
      {satellites({"01", "02", "03"}), "\"a\""}};
  tap.run();
  CHECK(tap.count("RECORD starlink") == 3);
  CHECK(tap.has(R"("version":1634485571000,"time_extracted")"));
  CHECK(tap.has(
      R"("ACTIVATE_VERSION","stream":"starlink","version":1634485571000})"));

  // The second is gone, but the first is not sent again either.
  tap.client.answers["/v4/starlink"] = {
      {satellites({"01", "03", "04"}), "\"b\""}};
  tap.now += std::chrono::hours(1);
  SECTION("an incremental run sends none") {
    tap.run();
    CHECK(tap.messages() == Messages{"STATE", "SCHEMA starlink",
                                     "RECORD starlink", "RECORD starlink",
                                     "STATE"});
    CHECK_FALSE(tap.has(R"("version":1634485571000,"time_extracted")"));
    CHECK_FALSE(tap.has(R"("version":1634489171000)"));
    // What comes after it is greater all the same.
    CHECK_THAT(std::string(tap.state.bookmark("starlink")),
               catching::contains("\"version\":1634485571000"));
  }
  SECTION("a run without state does") {
    tap.state = {};
    tap.run();
    CHECK(tap.count("RECORD starlink") == 3);
    CHECK(tap.has(
        R"("ACTIVATE_VERSION","stream":"starlink","version":1634489171000})"));
  }
  SECTION("a run whose bookmark was made by something else does") {
    tap.settings.tap_version = "2";
    tap.now = std::chrono::seconds(1000);
    tap.run();
    CHECK(tap.count("RECORD starlink") == 3);
    CHECK(tap.has(
        R"("ACTIVATE_VERSION","stream":"starlink","version":1634485571001})"));
  }
  SECTION("a bounded run does not") {
    tap.settings.end_date = extract::parse_moment("2030-01-01");
    tap.run();
    CHECK(tap.count("ACTIVATE_VERSION starlink") == 0);
  }
}
