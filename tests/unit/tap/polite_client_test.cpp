#include "cache/polite_client.hpp"

#include <filesystem>
#include <functional>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "fake_client.hpp"
#include "fake_clock.hpp"
#include "temp_folder.hpp"

using cache::PoliteClient;
using http::FailureDetails;
using http::HttpError;
using std::chrono::hours;

namespace {

using Cause = FailureDetails::Cause;

constexpr std::string_view kUnchanged =
    "GP data has not updated since your last successful download of X";

FakeClient::Answer failing(Cause cause, int status = 0,
                           std::string_view excerpt = "") {
  FakeClient::Answer answer;
  answer.error.emplace("GET x failed", true, std::nullopt,
                       FailureDetails{cause, status, std::string(excerpt)});
  return answer;
}

// What one run of the tap saw of the source.
struct Seen {
  int status = 0;
  std::string body;
  std::string tag;
  bool was_asked = true;
  std::string error;
};

// A source that is asked at most once in twenty hours.
class Source {
 public:
  using Answers = std::deque<FakeClient::Answer>;

  explicit Source(Answers answers = Answers{{"body", "\"e\""}})
      : answers_(std::move(answers)) {}

  // One run, which has the body with that tag in its state.
  Seen run(const std::string& tag = "", bool accepts = true) {
    auto inner = std::make_unique<FakeClient>();
    inner->answers[""] = answers_;
    FakeClient& asked = *inner;
    cache::Manners manners;
    manners.folder = folder / "cache";
    manners.key = "http://fake";
    manners.interval = interval;
    manners.interval_setting = "hours_setting";
    manners.policy = "https://policy";
    manners.unchanged_text = "has not updated since";
    manners.longest_wait = std::chrono::seconds(1);
    manners.max_body_bytes = 1 << 20;
    const http::Retries retries({2, {}, {}}, clock, [] { return 0.5; });
    PoliteClient client(std::move(inner), manners, retries, clock);
    Seen seen;
    log = captured([&] {
      try {
        const auto transfer = client.start({"satellites", "", tag});
        read(*transfer, accepts, seen);
      } catch (const HttpError& error) {
        CHECK_FALSE(error.is_retriable());
        seen.error = error.what();
      }
    });
    requests.insert(requests.end(), asked.requests.begin(),
                    asked.requests.end());
    answers_ = asked.answers[""];
    return seen;
  }

  void answer(FakeClient::Answer next) { answers_ = {std::move(next)}; }

  // The cache's one file that ends so.
  std::string file(std::string_view suffix) const {
    for (const auto& entry :
         std::filesystem::directory_iterator(folder / "cache")) {
      if (entry.path().string().ends_with(suffix)) return entry.path();
    }
    return "";
  }

  const TempFolder folder;
  FakeClock clock{
      std::chrono::system_clock::time_point(std::chrono::seconds(1634485571))};
  std::chrono::seconds interval = hours(20);
  std::vector<http::Request> requests;
  std::string log;

 private:
  static void read(http::Transfer& transfer, bool accepts, Seen& seen) {
    const http::Head& head = transfer.head();
    seen.status = head.status;
    seen.tag = head.etag;
    seen.was_asked = head.was_asked;
    if (head.status == 304) return;
    const auto read_all = [&] {
      std::string body;
      for (auto piece = transfer.read(); !piece.empty();
           piece = transfer.read()) {
        body += piece;
      }
      return body;
    };
    seen.body = read_all();
    if (!accepts) return;
    transfer.accept();
    CHECK(transfer.rewind());
    CHECK(read_all() == seen.body);
  }

  Answers answers_;
};

}  // namespace

TEST_CASE("within the interval every run reads what is kept") {
  Source source;
  const Seen first = source.run();
  CHECK(first.status == 200);
  CHECK(first.body == "body");
  CHECK(first.was_asked);
  source.clock.sleep_for(hours(19));
  for (int i = 0; i < 3; ++i) {
    const Seen other = source.run();
    CHECK(other.status == 200);
    CHECK(other.body == "body");
    CHECK(other.tag == first.tag);
    CHECK_FALSE(other.was_asked);
  }
  const Seen same = source.run(first.tag);
  CHECK(same.status == 304);
  CHECK_FALSE(same.was_asked);
  CHECK(source.requests.size() == 1);
  CHECK_THAT(source.log,
             catching::contains(
                 "http://fake was asked for at 2021-10-17T15:46:11Z, and is "
                 "not to be asked again before 2021-10-18T11:46:11Z "
                 "(hours_setting; https://policy); its body of "
                 "2021-10-17T15:46:11Z is used"));
}

TEST_CASE("after the interval it is asked again, with what it said before") {
  Source source(Source::Answers{{"body", "\"e\""}, {"newer", "\"f\""}});
  const Seen first = source.run();
  source.clock.sleep_for(hours(20));
  const Seen second = source.run(first.tag);
  CHECK(second.status == 200);
  CHECK(second.body == "newer");
  CHECK(second.tag != first.tag);
  REQUIRE(source.requests.size() == 2);
  CHECK(source.requests[0].etag.empty());
  CHECK(source.requests[1].etag == "\"e\"");
}

TEST_CASE("an unchanged body is a 304 to who has it, a 200 to who has not") {
  Source source;
  const Seen first = source.run();
  source.clock.sleep_for(hours(20));
  const Seen same = source.run(first.tag);
  CHECK(same.status == 304);
  CHECK(same.was_asked);
  source.clock.sleep_for(hours(20));
  const Seen other = source.run("\"another\"");
  CHECK(other.status == 200);
  CHECK(other.body == "body");
  CHECK(source.requests.size() == 3);
}

TEST_CASE("a source without validators is compared by its body") {
  Source source(Source::Answers{{"body", ""}});
  const Seen first = source.run();
  source.clock.sleep_for(hours(20));
  const Seen second = source.run(first.tag);
  CHECK(second.status == 304);
  CHECK(source.requests[1].etag.empty());
}

TEST_CASE("the text of an unchanged body counts with any status") {
  for (const bool is_403 : {true, false}) {
    FakeClient::Answer unchanged;
    unchanged.body = kUnchanged;
    unchanged.piece_size = 500;
    if (is_403) unchanged = failing(Cause::kAnswer, 403, kUnchanged);
    Source source;
    const Seen first = source.run();
    source.clock.sleep_for(hours(20));
    source.answer(unchanged);
    CHECK(source.run(first.tag).status == 304);
    CHECK(source.run().body == "body");

    // Neither cache nor state has it: an empty table must not stay empty.
    Source fresh;
    fresh.answer(unchanged);
    CHECK_THAT(fresh.run().error,
               catching::contains("neither the state nor cache_dir has its "
                                  "body; it is not to be asked again before"));
    // The state alone has it.
    Source moved;
    moved.answer(unchanged);
    const Seen known = moved.run(first.tag);
    CHECK(known.status == 304);
    CHECK(known.tag == first.tag);
  }
}

TEST_CASE("an answer that fails counts as a request") {
  Source source;
  source.answer(failing(Cause::kAnswer, 403, "go away"));
  CHECK(source.run().error ==
        "GET x failed; it is not to be asked again before "
        "2021-10-18T11:46:11Z (hours_setting; https://policy)");
  source.answer({"body"});
  source.clock.sleep_for(hours(1));
  CHECK(source.run().error ==
        "stream 'satellites': http://fake was asked for at "
        "2021-10-17T15:46:11Z, which failed (GET x failed), and is not to be "
        "asked again before 2021-10-18T11:46:11Z (hours_setting; "
        "https://policy), and no body of it is kept");
  CHECK(source.requests.size() == 1);
  source.clock.sleep_for(hours(19));
  CHECK(source.run().body == "body");
}

TEST_CASE("after a failure what was kept before is read") {
  Source source;
  const Seen first = source.run();
  source.clock.sleep_for(hours(20));
  source.answer(failing(Cause::kTimeout));
  CHECK_THAT(source.run().error, catching::contains("not to be asked again"));
  source.clock.sleep_for(hours(1));
  const Seen kept = source.run();
  CHECK(kept.body == "body");
  CHECK_FALSE(kept.was_asked);
  CHECK_THAT(source.log, catching::contains("WARNING"));
  CHECK(source.run(first.tag).status == 304);
  CHECK(source.requests.size() == 2);
}

TEST_CASE("a connection that breaks off is tried once more, nothing else is") {
  Source source(Source::Answers{failing(Cause::kConnection), {"body"}});
  CHECK(source.run().body == "body");
  CHECK(source.requests.size() == 2);

  Source broken(Source::Answers{failing(Cause::kConnection)});
  CHECK_THAT(broken.run().error, catching::contains("given up after 2 tries"));
  CHECK(broken.requests.size() == 2);

  for (const Cause cause :
       {Cause::kAnswer, Cause::kTimeout, Cause::kUnreached, Cause::kOther}) {
    Source other(Source::Answers{failing(cause)});
    CHECK_FALSE(other.run().error.empty());
    CHECK(other.requests.size() == 1);
  }
}

TEST_CASE("where no connection came about nobody was asked") {
  Source source(Source::Answers{failing(Cause::kUnreached)});
  CHECK(source.run().error == "GET x failed");
  source.answer({"body"});
  CHECK(source.run().body == "body");
  source.clock.sleep_for(hours(20));
  source.answer(failing(Cause::kUnreached));
  CHECK(source.run().error == "GET x failed");
  CHECK(source.run().error == "GET x failed");
  CHECK(source.requests.size() == 4);
}

TEST_CASE("a body that breaks off leaves what was kept") {
  Source source;
  source.run();
  source.clock.sleep_for(hours(20));
  FakeClient::Answer cut{"newer body"};
  cut.breaks_after = 7;
  source.answer(cut);
  CHECK_FALSE(source.run().error.empty());
  CHECK(source.run().body == "body");
  CHECK(source.file(".part").empty());
}

TEST_CASE("a body that is not accepted is not kept") {
  Source source;
  source.run();
  source.clock.sleep_for(hours(20));
  source.answer({"<html>"});
  CHECK(source.run("", false).body == "<html>");
  const Seen kept = source.run();
  CHECK(kept.body == "body");
  CHECK_THAT(source.log, catching::contains("its answer could not be used"));
  CHECK(source.file(".part").empty());
}

TEST_CASE("a request whose process died counts") {
  Source source;
  // As a process leaves it that dies between asking and writing.
  source.run("", false);
  const std::string path = source.file(".json");
  std::ofstream(path) << R"({"url":"x","asked":"2021-10-17T15:46:11Z",)"
                         R"("problem":"it was not finished"})";
  CHECK_THAT(source.run().error,
             catching::contains("which failed (it was not finished)"));
  CHECK(source.requests.size() == 1);
}

TEST_CASE("a clock that was wrong does not silence a source for ever") {
  Source source;
  source.run();
  const std::string path = source.file(".json");
  std::ofstream(path) << R"({"url":"x","asked":"2099-01-01T00:00:00Z"})";
  CHECK_THAT(source.run().error, catching::contains("2021-10-18T11:46:11Z"));
  std::ofstream(path) << R"({"url":"x","asked":"2099-01-01T00:00:00Z"})";
  source.interval = std::chrono::seconds(0);
  CHECK(source.run().body == "body");
}

TEST_CASE("a body that is not what was kept is left out") {
  Source source;
  const Seen first = source.run();
  std::ofstream(source.file(".body")) << "bod";
  CHECK_THAT(source.run().error,
             catching::contains("and no body of it is kept"));
  CHECK_THAT(source.log, catching::contains("is not the body that was kept"));
  // The state knows it: nothing is lacking.
  CHECK(source.run(first.tag).status == 304);
  source.clock.sleep_for(hours(20));
  CHECK(source.run().body == "body");
  CHECK(source.requests.back().etag.empty());

  std::filesystem::remove(source.file(".body"));
  source.clock.sleep_for(hours(20));
  CHECK(source.run().body == "body");
}

TEST_CASE("an older body than the one that is kept is left out") {
  const auto dated = [](std::string body, int day) {
    FakeClient::Answer answer{std::move(body)};
    answer.modified = std::chrono::system_clock::time_point(hours(24 * day));
    return answer;
  };
  Source source(
      Source::Answers{dated("body", 2), dated("older", 1), dated("newer", 3)});
  source.run();
  source.clock.sleep_for(hours(20));
  CHECK(source.run().body == "body");
  CHECK_THAT(source.log, catching::contains("older than the one that is kept"));
  source.clock.sleep_for(hours(20));
  CHECK(source.run().body == "newer");
}

TEST_CASE("a cache that cannot be written is named, and nobody is asked") {
  Source source;
  source.folder.write("cache", "a file");
  CHECK_THAT(source.run().error,
             catching::contains("stream 'satellites': cache_dir: '" +
                                source.folder.path() +
                                "/cache' cannot be "
                                "made"));
  CHECK(source.requests.empty());
}
