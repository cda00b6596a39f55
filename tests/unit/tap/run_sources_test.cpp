// Several sources in one run, of which some may fail.
#include "catch.hpp"
#include "tap_run.hpp"

namespace {

using Cause = http::FailureDetails::Cause;

FakeClient::Answer failing(int status, Cause cause = Cause::kAnswer) {
  FakeClient::Answer answer;
  answer.error.emplace("GET x failed", false, std::nullopt,
                       http::FailureDetails{cause, status, ""});
  return answer;
}

// Two streams of the API and both catalogues, with what was read.
class Sources : public TapRun {
 public:
  Sources() {
    const auto all = streams::streams_of("v5");
    for (const auto& stream : all) {
      if (!stream.is_selected_by_default || streams::is_extractions(stream)) {
        streams.push_back(stream);
        streams.back().is_selected_by_default = true;
      }
    }
    std::sort(streams.begin(), streams.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    now = std::chrono::seconds(1795869203);  // 2026-11-28
    client.answers[""] = {{kLog, "\"l\""}, {kCatalogue, "\"c\""}};
    clients["celestrak"] = clients["gcat"] = &client;
    settings.sources["celestrak"] = {"http://fake/c", "fake"};
    settings.sources["gcat"] = {"http://fake/l", "fake"};
  }

  void make_optional(const std::vector<std::string_view>& names) {
    for (const auto name : names) settings.sources[name].is_optional = true;
  }

  // The outcomes in extractions, in their order.
  std::string outcomes() const {
    std::string out;
    for (const std::string& line : lines) {
      const json::Document message = json::parse(line, "line");
      const json::Value* const record = json::find(message, "record");
      if (record == nullptr) continue;
      const std::string outcome = json::text_member(*record, "outcome");
      if (outcome.empty()) continue;
      out += json::text_member(*record, "stream") + ' ' + outcome + ' ';
    }
    return out;
  }

  static constexpr const char* kLog =
      "#Launch_Tag\tJCAT\tLaunch_Date\tName\tPLName\tLV_Type\tLaunch_Code\n"
      "2026-225\tS1\t2026 Sep 28\tStarlink 1\tG\tFalcon 9\tOS\n";
  static constexpr const char* kCatalogue =
      "NORAD_CAT_ID,OBJECT_NAME,OBJECT_ID,OBJECT_TYPE,LAUNCH_DATE,DECAY_DATE\n"
      "1,A,B,PAY,2026-01-01,\n2,A,B,PAY,2026-01-02,\n";
};

}  // namespace

TEST_CASE("each stream of each source is read, and told with its source") {
  Sources tap;
  tap.run();
  CHECK(tap.error.empty());
  CHECK(tap.failures == 0);
  CHECK(tap.count("RECORD launch_log") == 1);
  CHECK(tap.count("RECORD satellite_catalogue") == 2);
  CHECK(tap.outcomes() ==
        "cores read launch_log read satellite_catalogue read ships read ");
  CHECK(
      tap.has(R"("stream":"launch_log","url":"http://fake","source":"gcat")"));
  CHECK(tap.has(
      R"("source":"celestrak","kind":"public","as_of":"2026-01-02T00:00:00Z",)"
      R"("as_of_basis":"content","outcome":"read")"));
  CHECK(tap.state.bookmark("satellite_catalogue").find("as_of") !=
        std::string_view::npos);
  CHECK(tap.state.bookmark("ships").find("as_of") == std::string_view::npos);
}

TEST_CASE("an unchanged catalogue is as of when it was") {
  Sources tap;
  tap.client.answers[""] = {{Sources::kLog, "\"l\""}};
  std::erase_if(tap.streams, [](const auto& stream) {
    return stream.name == "satellite_catalogue";
  });
  tap.run();
  tap.run();
  CHECK(tap.outcomes() ==
        "cores unchanged launch_log unchanged ships unchanged ");
  CHECK(tap.has(R"("as_of":"2026-09-28T00:00:00Z","as_of_basis":"content",)"
                R"("outcome":"unchanged")"));
}

TEST_CASE("a source that is not optional fails the run as ever") {
  Sources tap;
  tap.client.answers[""] = {failing(404)};
  tap.run();
  CHECK(tap.error == "GET x failed");
  CHECK(tap.count("SCHEMA ships") == 0);
}

TEST_CASE("a failed optional source costs the others nothing") {
  Sources tap;
  tap.make_optional({"gcat", "celestrak"});
  tap.run();
  const std::string before(tap.state.bookmark("launch_log"));
  REQUIRE_FALSE(before.empty());
  tap.client.answers[""] = {failing(404)};
  tap.run();
  CHECK(tap.error.empty());
  CHECK(tap.failures == 0);
  CHECK(tap.state.bookmark("launch_log") == before);
  CHECK(tap.count("SCHEMA launch_log") == 1);
  CHECK(tap.count("RECORD launch_log") == 0);
  CHECK(tap.outcomes() ==
        "cores unchanged launch_log failed satellite_catalogue failed "
        "ships unchanged ");
  CHECK(tap.has(R"("outcome":"failed","problem":"GET x failed",)"
                R"("http_status":404,"etag":null)"));
  CHECK(tap.logged("going on without it (optional_sources)") == 2);
}

TEST_CASE(
    "where nobody is there the source's other streams are not asked for") {
  Sources tap;
  tap.make_optional({"spacex"});
  tap.client.answers["/v4/cores"] = {failing(0, Cause::kUnreached)};
  tap.run();
  CHECK(tap.failures == 0);
  CHECK(tap.outcomes() ==
        "cores failed launch_log read satellite_catalogue read ships failed ");
  CHECK(tap.count("SCHEMA ships") == 1);
  CHECK(
      tap.has("stream 'ships' was not asked for: the API is not there "
              "(GET x failed)"));
  // Not so after an answer, however bad.
  tap.client.answers[""] = {{Sources::kLog, "\"l\""},
                            {Sources::kCatalogue, "\"c\""}};
  tap.client.answers["/v4/cores"] = {failing(404)};
  tap.run();
  CHECK(tap.outcomes() ==
        "cores failed launch_log unchanged satellite_catalogue unchanged "
        "ships read ");
}

TEST_CASE("all sources may fail, but not all at once") {
  Sources tap;
  tap.make_optional({"spacex", "gcat", "celestrak"});
  for (auto& [path, answers] : tap.client.answers) answers = {failing(521)};
  tap.run();
  CHECK(tap.failures == 1);
  CHECK(tap.logged("no source answered") == 1);
  tap.client.answers["/v4/ships"] = {{R"([{"id":"s"}])"}};
  tap.make_optional({});
  tap.client.answers["/v4/cores"] = {failing(404)};
  tap.run();
  CHECK(tap.failures == 0);
}

TEST_CASE("with continue_on_stream_error a failure is told, too") {
  Sources tap;
  tap.settings.continues_on_error = true;
  tap.client.answers["/v4/cores"] = {failing(404)};
  tap.run();
  CHECK(tap.failures == 1);
  CHECK(tap.outcomes().find("cores failed") != std::string::npos);
}

TEST_CASE("a broken catalogue is not loaded in part") {
  Sources tap;
  tap.make_optional({"gcat", "celestrak"});
  tap.client.answers[""] = {{Sources::kLog + std::string("2026\tS2\n")},
                            {Sources::kCatalogue + std::string("3,A,B")}};
  tap.run();
  CHECK(tap.failures == 0);
  CHECK(tap.count("RECORD launch_log") == 0);
  CHECK(tap.count("RECORD satellite_catalogue") == 0);
  CHECK(tap.logged("line 3 has 2 fields, but the header has 7") == 1);
  CHECK(tap.logged("the body ends in the middle of line 4") == 1);
}
