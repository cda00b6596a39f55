#include "intake/pipeline.hpp"

#include <poll.h>

#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"
#include "fake_clock.hpp"
#include "kept_tables.hpp"
#include "kept_work.hpp"
#include "messages.hpp"
#include "text/concat.hpp"

using std::chrono::seconds;
using Texts = std::vector<std::string>;

namespace {

intake::Options options_of(intake::LoadMethod method) {
  intake::Options options;
  options.load_method = method;
  options.table.default_target_schema = "s";
  options.limits = {.bytes = 1U << 20U, .wait = seconds(60)};
  return options;
}

class Fixture {
 public:
  explicit Fixture(
      const intake::Options& options = options_of(intake::LoadMethod::kUpsert))
      : tally_(clock.steady_now()),
        streams_(options, tables, tally_, clock.now()),
        pipeline(options, streams_, tally_,
                 {tables, loader, clock, {}, [this](const std::string& state) {
                    states.push_back(state);
                  }}) {}

  void schema(const std::string& stream, const std::string& keys = R"("id")") {
    auto line = schema_line(++number_, stream, keys);
    pipeline.open(line.message());
  }
  void record(const std::string& stream, const std::string& members = "") {
    auto line = record_line(++number_, stream, R"({"id":1})", members);
    pipeline.append(line.message());
  }
  void state(const std::string& value) {
    auto line = state_line(++number_, value);
    pipeline.state_read(line.message());
  }
  void activate(const std::string& stream, std::int64_t version) {
    auto line = activate_line(++number_, stream, version);
    pipeline.activation_read(line.message());
  }

  FakeClock clock;
  KeptTables tables;
  KeptWork loader;
  Texts states;

 private:
  std::uint64_t number_ = 0;
  intake::Tally tally_;
  intake::Streams streams_;

 public:
  intake::Pipeline pipeline;
};

}  // namespace

TEST_CASE("a STATE with no row before it is printed at once") {
  Fixture fixture;
  fixture.state("1");
  CHECK(fixture.states == Texts{"1"});
  fixture.schema("a");
  fixture.state("2");
  CHECK(fixture.states == Texts{"1", "2"});
  fixture.pipeline.end(true);
  CHECK(fixture.states == Texts{"1", "2"});
  CHECK(fixture.loader.loaded.empty());
}

TEST_CASE("a STATE is printed when the rows before it are committed") {
  Fixture fixture;
  fixture.schema("a");
  fixture.record("a");
  fixture.state("1");
  CHECK(fixture.states.empty());
  {
    const std::lock_guard lock(fixture.loader.may_load);
    fixture.pipeline.submit();
    fixture.record("a");
    fixture.state("2");
    CHECK(fixture.states.empty());
  }
  fixture.pipeline.finish();
  CHECK(fixture.states == Texts{"1"});
  fixture.pipeline.end(true);
  CHECK(fixture.states == Texts{"1", "2"});
  CHECK(fixture.loader.loaded == Texts{"a:1", "a:1"});
}

TEST_CASE("rows that were not committed leave their STATE unprinted") {
  Fixture fixture;
  fixture.loader.failure = std::make_exception_ptr(std::runtime_error("no"));
  fixture.schema("a");
  fixture.record("a");
  fixture.state("1");
  fixture.pipeline.submit();
  CHECK_THROWS_WITH(fixture.pipeline.finish(), "no");
  fixture.state("2");
  CHECK(fixture.states.empty());
}

TEST_CASE("a stream with enough rows has those of all streams loaded") {
  auto options = options_of(intake::LoadMethod::kUpsert);
  options.limits.rows = 2;
  Fixture fixture(options);
  fixture.schema("a");
  fixture.schema("b");
  fixture.record("a");
  fixture.record("b");
  fixture.pipeline.finish();
  CHECK(fixture.loader.loaded.empty());
  fixture.record("b");
  fixture.pipeline.finish();
  CHECK(fixture.loader.loaded == Texts{"a:1 b:2"});
}

TEST_CASE("enough bytes of all streams together are loaded") {
  auto options = options_of(intake::LoadMethod::kUpsert);
  // Some rows of one integer.
  options.limits.bytes = 500;
  Fixture fixture(options);
  fixture.schema("a");
  fixture.schema("b");
  int records = 0;
  while (fixture.pipeline.deadline() || records == 0) {
    fixture.record(records % 2 == 0 ? "a" : "b");
    ++records;
  }
  fixture.pipeline.finish();
  REQUIRE(records > 2);
  CHECK(fixture.loader.loaded ==
        Texts{text::concat("a:", (records + 1) / 2, " b:", records / 2)});
}

TEST_CASE("rows wait no longer than they may, counted from the first") {
  Fixture fixture;
  CHECK_FALSE(fixture.pipeline.deadline());
  fixture.schema("a");
  CHECK_FALSE(fixture.pipeline.deadline());
  fixture.clock.pass(seconds(5));
  fixture.record("a");
  fixture.clock.pass(seconds(5));
  fixture.record("a");
  CHECK(fixture.pipeline.deadline()->time_since_epoch() == seconds(65));
  fixture.pipeline.submit();
  CHECK_FALSE(fixture.pipeline.deadline());
}

TEST_CASE("rows that have waited are loaded while others come in") {
  Fixture fixture;
  fixture.schema("a");
  for (int i = 0; i < 1000; ++i) fixture.record("a");
  fixture.pipeline.finish();
  CHECK(fixture.loader.loaded.empty());
  fixture.clock.pass(seconds(60));
  int more = 0;
  while (fixture.pipeline.deadline()) {
    fixture.record("a");
    ++more;
  }
  CHECK(more <= 64);
  fixture.pipeline.finish();
  CHECK(fixture.loader.loaded == Texts{text::concat("a:", 1000 + more)});
}

TEST_CASE("nothing that waits is nothing to load") {
  Fixture fixture;
  fixture.schema("a");
  fixture.pipeline.submit();
  fixture.pipeline.end(true);
  CHECK(fixture.loader.loaded.empty());
}

TEST_CASE("rows are loaded before their table is changed") {
  Fixture fixture;
  fixture.schema("a");
  fixture.schema("b");
  fixture.record("a");
  fixture.record("b");
  fixture.schema("a", "");
  // Not only handed over: the loader is free.
  CHECK(fixture.loader.loaded == Texts{"a:1 b:1"});
  CHECK(fixture.tables.asked.size() == 3);
}

TEST_CASE("a SCHEMA that says nothing new changes and loads nothing") {
  Fixture fixture;
  fixture.schema("a");
  fixture.record("a");
  fixture.schema("a");
  CHECK(fixture.pipeline.deadline());
  CHECK(fixture.tables.asked.size() == 1);
}

TEST_CASE("a new stream waits for the work under way, not for rows that wait") {
  Fixture fixture;
  fixture.schema("a");
  fixture.record("a");
  fixture.pipeline.submit();
  fixture.record("a");
  fixture.schema("b");
  CHECK(fixture.loader.loaded == Texts{"a:1"});
  CHECK(fixture.pipeline.deadline());
}

TEST_CASE("a version is activated in one transaction with its records") {
  Fixture fixture;
  fixture.schema("a");
  fixture.record("a", R"(,"version":2)");
  fixture.activate("a", 2);
  fixture.pipeline.finish();
  CHECK(fixture.loader.loaded == Texts{"a:1 a@2"});
}

TEST_CASE("an announced version is activated where the input ended well") {
  Fixture fixture;
  fixture.schema("a");
  fixture.activate("a", 2);
  fixture.record("a", R"(,"version":2)");
  fixture.state("1");
  SECTION("well") {
    fixture.pipeline.end(true);
    CHECK(fixture.loader.loaded == Texts{"a:1 a@2"});
  }
  SECTION("not") {
    fixture.pipeline.end(false);
    CHECK(fixture.loader.loaded == Texts{"a:1"});
  }
  CHECK(fixture.states == Texts{"1"});
}

TEST_CASE("a table is overwritten, and STATE printed, where all came") {
  Fixture fixture(options_of(intake::LoadMethod::kOverwrite));
  fixture.state("0");
  fixture.schema("a");
  fixture.record("a");
  fixture.state("1");
  fixture.pipeline.submit();
  fixture.pipeline.finish();
  CHECK(fixture.states.empty());
  SECTION("well") {
    fixture.record("a");
    fixture.pipeline.end(true);
    CHECK(fixture.loader.loaded == Texts{"a:1", "a:1 replaced"});
    CHECK(fixture.states == Texts{"1"});
  }
  SECTION("not") {
    fixture.pipeline.end(false);
    CHECK(fixture.loader.loaded == Texts{"a:1"});
    CHECK(fixture.states.empty());
  }
}

TEST_CASE("the descriptor wakes who polls it when work is done") {
  Fixture fixture;
  fixture.schema("a");
  fixture.record("a");
  pollfd wake{fixture.pipeline.descriptor(), POLLIN, 0};
  fixture.pipeline.submit();
  CHECK(::poll(&wake, 1, -1) == 1);
  fixture.pipeline.finish();
  CHECK(::poll(&wake, 1, 0) == 0);
}
