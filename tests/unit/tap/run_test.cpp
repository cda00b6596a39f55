#include "extract/run.hpp"

#include "tap_run.hpp"
#include "temp_folder.hpp"

using http::HttpError;
using streams::StreamDefinition;

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

TEST_CASE("a broken file is not read again, and told as a file") {
  TapRun tap;
  tap.client.root = "file:///srv";
  tap.client.answers["/v4/cores"] = {{R"([{"id":"c1"},{"id")", "\"c\""}};
  tap.run();
  CHECK_THAT(tap.error, catching::contains("stream 'cores': file:///srv/"));
  CHECK_THAT(tap.error, catching::contains("ends in mid-JSON"));
  CHECK(tap.error.find("200") == std::string::npos);
  CHECK(tap.count("RECORD cores") == 1);
  CHECK(tap.logged("next try") == 0);
  tap.client.answers["/v4/cores"] = {{R"([{"id":7}])", "\"c\""}};
  tap.run();
  CHECK_THAT(tap.error, catching::contains("v4/cores has a document"));
  CHECK(tap.error.find("GET") == std::string::npos);
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

TEST_CASE("the tap says where its data came from") {
  TapRun tap;
  tap.streams.push_back(streams::extractions_stream());
  tap.run();
  CHECK(tap.messages() ==
        Messages{"SCHEMA extractions", "SCHEMA cores", "RECORD cores",
                 "RECORD extractions", "STATE", "SCHEMA ships", "RECORD ships",
                 "RECORD ships", "RECORD extractions", "STATE"});
  CHECK(tap.has(R"("stream":"ships","url":"http://fake/v4/ships",)"
                R"("source":"spacex","kind":"public","as_of":null,)"
                R"("as_of_basis":null,"outcome":"read","problem":null,)"
                R"("http_status":200,"etag":"\"s\"",)"
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
