#include "extract/run.hpp"

#include <algorithm>

#include "catch.hpp"
#include "fake_client.hpp"
#include "fake_clock.hpp"
#include "streams/stream_set.hpp"
#include "temp_folder.hpp"

using extract::ReadSettings;
using http::HttpError;
using streams::StreamDefinition;

namespace {

using Answer = FakeClient::Answer;

// A tap of a few streams over scripted answers.
class TapRun {
 public:
  TapRun() {
    settings.root_url = "http://fake";
    settings.tap_version = "1";
    client.answers["/v4/ships"] = {{R"([{"id":"s1"},{"id":"s2"}])", "\"s\""}};
    client.answers["/v4/cores"] = {{R"([{"id":"c1"}])", "\"c\""}};
  }

  // Runs once, from the state that the run before ended with.
  void run() {
    lines.clear();
    client.requests.clear();
    FakeClock clock{std::chrono::system_clock::time_point(now)};
    singer::MessageWriter writer([this](std::string_view text) {
      while (!text.empty()) {
        const std::size_t end = text.find('\n');
        REQUIRE(end != std::string_view::npos);
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
      }
    });
    const http::Retries retries(policy, clock, [] { return 0.5; });
    extract::Run run(extract::make_plans(streams, {}, state, settings), state,
                     settings, client, retries, clock, writer);
    try {
      failures = run.run();
      error.clear();
    } catch (const std::runtime_error& failure) {
      error = failure.what();
    }
    for (const std::string& line : lines) {
      constexpr std::string_view kState = R"({"type":"STATE","value":)";
      if (!line.starts_with(kState)) continue;
      const std::string_view value =
          std::string_view(line).substr(kState.size());
      state = singer::State::parse(value.substr(0, value.size() - 1), "state");
    }
  }

  // The types and streams of the messages, e.g. "SCHEMA ships".
  std::vector<std::string> messages() const {
    std::vector<std::string> out;
    for (const std::string& line : lines) {
      const json::Document message = json::parse(line, "line");
      std::string text(json::string_view(message["type"]));
      if (const json::Value* stream = json::find(message, "stream")) {
        text += ' ';
        text += json::string_view(*stream);
      }
      out.push_back(text);
    }
    return out;
  }
  long count(const std::string& message) const {
    const auto all = messages();
    return std::count(all.begin(), all.end(), message);
  }
  bool has(std::string_view part) const {
    return std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
      return line.find(part) != std::string::npos;
    });
  }

  std::vector<StreamDefinition> streams{{.name = "cores", .path = "/v4/cores"},
                                        {.name = "ships", .path = "/v4/ships"}};
  ReadSettings settings;
  http::Retries::Policy policy;
  FakeClient client;
  singer::State state;
  std::chrono::seconds now{1634485571};

  std::vector<std::string> lines;
  std::string error;
  int failures = 0;
};

using Messages = std::vector<std::string>;

}  // namespace

TEST_CASE("streams are written in their order, each ended by a state") {
  TapRun tap;
  tap.run();
  CHECK(tap.messages() == Messages{"SCHEMA cores", "RECORD cores", "STATE",
                                   "SCHEMA ships", "RECORD ships",
                                   "RECORD ships", "STATE"});
  CHECK(tap.lines[1] ==
        R"({"type":"RECORD","stream":"cores","record":{"id":"c1"},)"
        R"("time_extracted":"2021-10-17T15:46:11.000000+00:00"})");
}

TEST_CASE("requests run ahead, as many as there are connections") {
  TapRun tap;
  tap.settings.max_connections = 2;
  tap.client.answers["/v4/cores"] = {{"", "", {}, 1, HttpError("gone", false)}};
  tap.run();
  CHECK(tap.client.requests.size() == 2);
  tap.settings.max_connections = 1;
  tap.run();
  CHECK(tap.client.requests.size() == 1);
}

TEST_CASE("an unchanged stream is asked for by its ETag and sends no record") {
  TapRun tap;
  tap.run();
  tap.client.answers["/v4/ships"].front() = {R"([{"id":"s3"}])", "\"s3\""};
  tap.run();
  CHECK(tap.client.requests[0].etag == "\"c\"");
  CHECK(tap.count("RECORD cores") == 0);
  CHECK(tap.count("SCHEMA cores") == 1);
  CHECK(tap.count("RECORD ships") == 1);
  tap.run();
  CHECK(tap.count("RECORD ships") == 0);
  CHECK(tap.count("STATE") == 1);  // unchanged states are not repeated
}

TEST_CASE("other streams' bookmarks and other members stay as they are") {
  TapRun tap;
  tap.state = singer::State::parse(
      R"({"x":{"n":1.10},"bookmarks":{"moons":{"at": 12345678901234567890}}})",
      "state");
  tap.run();
  CHECK(tap.has(R"({"x":{"n":1.10},"bookmarks":{"moons":)"
                R"({"at": 12345678901234567890},"cores":{)"));
}

TEST_CASE("what an interrupted run of another tap left behind goes") {
  TapRun tap;
  tap.state.set_bookmark("ships", R"({"progress_markers":{"Note":"x"}})");
  tap.run();
  CHECK_FALSE(tap.has("progress_markers"));
}

TEST_CASE("a stream broken off in its body comes again, whole") {
  TapRun tap;
  const std::string body = R"([{"id":"s1"},{"id":"s2"}])";
  tap.client.answers["/v4/ships"] = {{body, "\"s\"", 15}, {body, "\"s\""}};
  tap.run();
  CHECK(tap.error.empty());
  CHECK(tap.count("RECORD ships") == 3);
  CHECK(tap.messages().back() == "STATE");
}

TEST_CASE("a stream that stays broken has no state, those before it do") {
  TapRun tap;
  tap.client.answers["/v4/ships"] = {{R"([{"id":"s1"},{"id")", "\"s\""}};
  tap.run();
  CHECK_THAT(tap.error, catching::contains("ends in mid-JSON"));
  CHECK_THAT(tap.error, catching::contains("GET http://fake/v4/ships"));
  CHECK_THAT(tap.error, catching::contains("given up after 5 tries"));
  CHECK(tap.count("STATE") == 1);
  CHECK(tap.state.bookmark("ships").empty());
  CHECK_FALSE(tap.state.bookmark("cores").empty());
}

TEST_CASE("without any success there is no state") {
  TapRun tap;
  tap.client.answers["/v4/cores"] = {{"", "", {}, 1, HttpError("gone", false)}};
  tap.run();
  CHECK(tap.error == "gone");
  CHECK(tap.count("STATE") == 0);
}

TEST_CASE("a failed stream need not lose the others, but counts") {
  TapRun tap;
  tap.settings.continues_on_error = true;
  tap.client.answers["/v4/cores"] = {{"", "", {}, 1, HttpError("gone", false)}};
  tap.run();
  CHECK(tap.error.empty());
  CHECK(tap.failures == 1);
  CHECK(tap.count("RECORD ships") == 2);
}

TEST_CASE("a document without an id ends the stream at once") {
  for (const char* document :
       {R"({"name":"x"})", R"({"id":null})", R"({"id":""})", R"({"id":7})"}) {
    INFO(document);
    TapRun tap;
    tap.client.answers["/v4/cores"] = {
        {R"([{"id":"c1"},)" + std::string(document) + "]", "\"c\""}};
    tap.run();
    CHECK_THAT(tap.error,
               catching::contains("the id of document 2 must be text"));
    CHECK(tap.client.requests.size() == 2);
  }
}

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
  tap.streams = streams::streams_of("v5");
  std::erase_if(tap.streams,
                [](const auto& stream) { return stream.name != "launches"; });
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

TEST_CASE("the tap says where its data came from") {
  TapRun tap;
  tap.streams.push_back(streams::extractions_stream());
  tap.run();
  CHECK(tap.messages() ==
        Messages{"SCHEMA extractions", "SCHEMA cores", "RECORD cores",
                 "RECORD extractions", "STATE", "SCHEMA ships", "RECORD ships",
                 "RECORD ships", "RECORD extractions", "STATE"});
  CHECK(tap.has(R"("stream":"ships","url":"http://fake/v4/ships",)"
                R"("source":"other","http_status":200,"etag":"\"s\"",)"
                R"("bytes":25,"documents":2,"records":2,)"));
  tap.run();
  CHECK(tap.count("RECORD ships") == 0);
  CHECK(tap.has(R"("http_status":304,"etag":"\"s\"","bytes":0,)"));
  CHECK(tap.state.bookmark("extractions").empty());
}

TEST_CASE("tests read one record of each stream and keep no place") {
  TapRun tap;
  tap.settings.emits_versions = true;
  tap.settings.mode = extract::Mode::kTestRecords;
  tap.run();
  CHECK(tap.messages() == Messages{"SCHEMA cores", "RECORD cores",
                                   "SCHEMA ships", "RECORD ships"});
  CHECK_FALSE(tap.has("version"));
  tap.settings.mode = extract::Mode::kTestSchema;
  tap.run();
  CHECK(tap.messages() == Messages{"SCHEMA cores", "SCHEMA ships"});
  CHECK(tap.client.requests.empty());
  tap.settings.mode = extract::Mode::kTestConnection;
  tap.run();
  CHECK(tap.lines.empty());
  CHECK(tap.client.requests.size() == 2);
}

TEST_CASE("bodies are kept byte for byte, also over retries and 304s") {
  const TempFolder folder;
  TapRun tap;
  tap.settings.record_dir = folder.path();
  const std::string body = "[ {\"id\":\"s1\"} ,\n{\"id\":\"s2\"}]\n";
  tap.client.answers["/v4/ships"] = {{body, "\"s\"", 20}, {body, "\"s\""}};
  tap.run();
  CHECK(folder.read("20211017T154611Z/v4/ships.json") == body);
  tap.now += std::chrono::hours(1);
  tap.run();
  CHECK(tap.count("RECORD ships") == 0);
  CHECK(folder.read("20211017T164611Z/v4/ships.json") == body);
}

TEST_CASE("a 304 of one API does not link another API's body") {
  const TempFolder folder;
  TapRun tap;
  tap.settings.record_dir = folder.path();
  tap.run();
  const singer::State state = tap.state;
  tap.now += std::chrono::hours(1);
  tap.state = {};
  tap.client.root = "http://other";
  tap.client.answers["/v4/ships"] = {{R"([{"id":"other"}])", "\"s\""}};
  tap.run();
  tap.now += std::chrono::hours(1);
  tap.state = state;
  tap.client.root = "http://fake";
  tap.run();
  CHECK(tap.count("RECORD ships") == 0);
  CHECK(folder.read("20211017T174611Z/v4/ships.json") ==
        R"([{"id":"s1"},{"id":"s2"}])");
}

TEST_CASE("documents are validated when that is asked for") {
  TapRun tap;
  tap.client.answers["/v4/cores"] = {
      {R"([{"id":"c1","block":"five"}])", "\"c\""}};
  tap.settings.validation = extract::Validation::kWarn;
  tap.run();
  CHECK(tap.count("RECORD cores") == 1);
  tap.state = {};
  tap.settings.validation = extract::Validation::kFail;
  tap.run();
  CHECK_THAT(tap.error, catching::contains("'block' of document 1"));
  CHECK(tap.count("RECORD cores") == 0);
}

TEST_CASE("another stream needs another row alone") {
  TapRun tap;
  // Its schema would be a file of its own; any embedded one serves here.
  tap.streams.insert(
      tap.streams.begin() + 1,
      StreamDefinition{
          .name = "moons", .path = "/v4/moons", .schema_name = "ships"});
  tap.client.answers["/v4/moons"] = {{R"([{"id":"m1"}])", "\"m\""}};
  tap.run();
  CHECK(tap.count("SCHEMA moons") == 1);
  CHECK(tap.has(R"("stream":"moons","record":{"id":"m1"})"));
  CHECK_FALSE(tap.state.bookmark("moons").empty());
}
