#include "intake/streams.hpp"

#include <chrono>
#include <functional>
#include <stdexcept>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "kept_tables.hpp"
#include "messages.hpp"
#include "postgres/postgres_error.hpp"
#include "table/migration.hpp"

using catching::contains;
using intake::LoadMethod;
using intake::Streams;

namespace {

constexpr row::Time kNow{std::chrono::seconds(1)};

intake::Options options_of(LoadMethod method) {
  intake::Options options;
  options.load_method = method;
  options.limits.bytes = 1U << 20U;
  options.table.default_target_schema = "s";
  return options;
}

// Streams over tables that are what is wanted.
class Fixture {
 public:
  explicit Fixture(const intake::Options& options)
      : streams(options, tables, tally_, kNow) {}

  void schema(const std::string& stream, const std::string& keys = R"("id")",
              const std::string& properties = R"("id":{"type":"integer"})") {
    auto line = schema_line(++number, stream, keys, properties);
    streams.open(line.message());
  }
  std::uint64_t record(const std::string& stream,
                       const std::string& json = R"({"id":1})",
                       const std::string& other_members = "") {
    auto line = record_line(++number, stream, json, other_members);
    return streams.append(line.message(), kNow);
  }
  bool activate(const std::string& stream, std::int64_t version) {
    auto line = activate_line(++number, stream, version);
    return streams.activation_read(line.message());
  }
  void state() { streams.state_read(++number); }

  KeptTables tables;
  std::uint64_t number = 0;

 private:
  intake::Tally tally_{{}};

 public:
  Streams streams;
};

// What opening a stream says when its table is refused so.
template <class Error>
std::string refusal(const Error& error) {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.tables.refusal = std::make_exception_ptr(error);
  try {
    fixture.schema("a");
  } catch (const singer::ProtocolError& refused) {
    CHECK_FALSE(fixture.streams.contains("a"));
    return refused.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a SCHEMA is the stream's own byte for byte") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  auto first = schema_line(1, "a", R"("id")");
  CHECK_FALSE(fixture.streams.is_made_from(first.message()));
  fixture.streams.open(first.message());
  CHECK(fixture.streams.is_made_from(first.message()));
  auto other_keys = schema_line(2, "a", "");
  CHECK_FALSE(fixture.streams.is_made_from(other_keys.message()));
  auto other_stream = schema_line(3, "b", R"("id")");
  CHECK_FALSE(fixture.streams.is_made_from(other_stream.message()));
}

TEST_CASE("a stream's rows wait until they are taken, in the order of names") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.schema("b");
  fixture.schema("a");
  fixture.schema("c");
  CHECK(fixture.record("b") == 1);
  CHECK(fixture.record("a") == 1);
  CHECK(fixture.record("b") == 2);
  const auto bytes = fixture.streams.waiting_bytes();
  const auto batches = fixture.streams.take_batches();
  REQUIRE(batches.size() == 2);
  CHECK(batches[0].stream == "a");
  CHECK(batches[0].batch.row_count() == 1);
  CHECK(batches[1].stream == "b");
  CHECK(batches[1].batch.row_count() == 2);
  CHECK(bytes ==
        batches[0].batch.memory_bytes() + batches[1].batch.memory_bytes());
  CHECK(fixture.streams.waiting_bytes() == 0);
  CHECK(fixture.streams.take_batches().empty());
  CHECK(fixture.record("b") == 1);
}

TEST_CASE("a record that is refused changes no row that waits") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.schema("a");
  fixture.record("a");
  const auto bytes = fixture.streams.waiting_bytes();
  CHECK_THROWS_WITH(fixture.record("a", R"({"id":"x"})"), contains("line 3"));
  CHECK(fixture.streams.waiting_bytes() == bytes);
  CHECK(fixture.record("a") == 2);
}

TEST_CASE("a record before its SCHEMA is refused with line and stream") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.schema("b");
  auto line = record_line(7, "a", R"({"id":1})");
  CHECK_THROWS_WITH(fixture.streams.append(line.message(), kNow),
                    contains("line 7: stream 'a' has sent no SCHEMA yet"));
}

TEST_CASE("memory of rows that were loaded is used for the next ones") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.schema("a");
  fixture.record("a");
  load::Work work;
  work.batches = fixture.streams.take_batches();
  const auto* const memory = work.batches[0].batch.bytes().data();
  fixture.streams.loaded(std::move(work));
  // What is free now is taken: a record's and a batch's.
  const std::string other((2U << 20U) - 1, 'x');
  fixture.record("a");
  CHECK(fixture.streams.take_batches()[0].batch.bytes().data() == memory);
}

TEST_CASE("only where appending is meant literally keys must not be unique") {
  auto options = options_of(LoadMethod::kAppendOnly);
  SECTION("not") {
    Fixture fixture(options);
    fixture.schema("a");
    CHECK(fixture.tables.asked.back().refused_keys.empty());
  }
  SECTION("literally") {
    options.strict_load_method = true;
    options.table.use_keys = false;
    Fixture fixture(options);
    fixture.schema("a", R"("id", "xmin")",
                   R"("id":{"type":"integer"},"xmin":{"type":"integer"})");
    CHECK(fixture.tables.asked.back().refused_keys ==
          std::vector<std::string>{"id", "xmin_"});
  }
}

TEST_CASE("a table that cannot be made is the SCHEMA's fault, with its line") {
  CHECK(refusal(table::SchemaConflict("no room")) ==
        "line 1: stream 'a': no room");
  CHECK_THAT(refusal(postgres::PostgresError(
                 {.sqlstate = "42501", .message = "permission denied"})),
             contains("line 1: stream 'a': permission denied"));
}

TEST_CASE("a server that is away is not the SCHEMA's fault") {
  CHECK_THROWS_AS(refusal(postgres::PostgresError(
                      {.sqlstate = "08001", .message = "refused"})),
                  postgres::PostgresError);
}

TEST_CASE("append-only warns once that streams with keys are upserted") {
  Fixture fixture(options_of(LoadMethod::kAppendOnly));
  const auto opening = [&](const std::string& stream, const std::string& keys) {
    return captured([&] { fixture.schema(stream, keys); });
  };
  CHECK(opening("a", "").empty());
  CHECK_THAT(opening("b", R"("id")"),
             contains("streams with keys are upserted"));
  CHECK(opening("c", R"("id")").empty());
}

TEST_CASE("upsert warns of each stream without keys, once") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  CHECK_THAT(captured([&] { fixture.schema("a", ""); }),
             contains("stream 'a' has no keys: its records are appended"));
  CHECK(captured([&] {
          fixture.schema("a", "", R"("id":{"type":"number"})");
        }).empty());
  CHECK(captured([&] { fixture.schema("b"); }).empty());
}

TEST_CASE("keys that change are told of with line, stream and table") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  const std::string two = R"("id":{"type":"integer"},"no":{"type":"integer"})";
  fixture.schema("a", R"("id")", two);
  CHECK_THAT(captured([&] { fixture.schema("a", R"("id", "no")", two); }),
             contains(R"(line 2: the keys of stream 'a' changed; they hold )"
                      R"(from here on, and table "s"."a" keeps its primary )"
                      R"(key)"));
}

TEST_CASE("keys that are not the table's are told of at the first SCHEMA") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.tables.unlike_keys = "its keys are others";
  CHECK_THAT(captured([&] { fixture.schema("a"); }),
             contains("line 1: stream 'a': its keys are others"));
  CHECK(captured([&] {
          fixture.schema("a", R"("id")", R"("id":{"type":"number"})");
        }).empty());
}

TEST_CASE("infinities are values where the server's numeric knows them") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  const std::string infinite = R"({"id":1,"x":Infinity})";
  const std::string number = R"("id":{"type":"integer"},"x":{"type":"number"})";
  fixture.tables.version = 140000;
  fixture.schema("a", R"("id")", number);
  CHECK_NOTHROW(fixture.record("a", infinite));
  fixture.tables.version = 130000;
  fixture.schema("b", R"("id")", number);
  CHECK_THROWS_WITH(fixture.record("b", infinite),
                    contains("numeric has no infinity before"));
}

TEST_CASE("a version is activated behind its records, else announced") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.schema("a");
  fixture.record("a", R"({"id":1})", R"(,"version":1)");
  CHECK(fixture.activate("a", 1));
  CHECK_FALSE(fixture.activate("a", 2));
}

TEST_CASE("an announced version whose records came is activated at the end") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.schema("a");
  fixture.activate("a", 2);
  fixture.record("a", R"({"id":1})", R"(,"version":2)");
  CHECK(fixture.streams.activations_at_end().empty());
  fixture.state();
  const auto activations = fixture.streams.activations_at_end();
  REQUIRE(activations.size() == 1);
  CHECK(activations[0].stream == "a");
  CHECK(activations[0].version == 2);
}

TEST_CASE("an announced version is told of until it is activated") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  fixture.schema("a");
  fixture.activate("a", 2);
  const auto warning = [&] {
    return captured([&] { fixture.streams.warn_of_announced_versions("why"); });
  };
  CHECK_THAT(warning(), contains("line 2: version 2 of stream 'a'"));
  fixture.streams.loaded({.batches = {}, .activations = {{"a", 2}}});
  CHECK(warning().empty());
}

TEST_CASE("an ACTIVATE_VERSION before its SCHEMA is refused") {
  Fixture fixture(options_of(LoadMethod::kUpsert));
  CHECK_THROWS_WITH(fixture.activate("a", 1),
                    contains("line 1: stream 'a' has sent no SCHEMA yet"));
}

TEST_CASE("an ACTIVATE_VERSION is ignored as set, with a WARNING") {
  auto options = options_of(LoadMethod::kUpsert);
  options.heeds_activate_version = false;
  Fixture fixture(options);
  fixture.schema("a");
  fixture.record("a");
  bool is_to_be_done = true;
  CHECK_THAT(captured([&] { is_to_be_done = fixture.activate("a", 1); }),
             contains("line 3: ACTIVATE_VERSION of stream 'a' is ignored"));
  CHECK_FALSE(is_to_be_done);
}

TEST_CASE("an input that breaks off overwrites nothing") {
  const auto broken_off = [](LoadMethod method) {
    Fixture fixture(options_of(method));
    fixture.schema("a");
    fixture.state();
    fixture.record("a");
    fixture.streams.check_end();
  };
  CHECK_THROWS_WITH(broken_off(LoadMethod::kOverwrite), contains("line 3"));
  CHECK_NOTHROW(broken_off(LoadMethod::kUpsert));
}
