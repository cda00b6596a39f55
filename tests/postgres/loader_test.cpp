#include "load/loader.hpp"

#include <algorithm>

#include "catch.hpp"
#include "load_fixture.hpp"
#include "postgres_server.hpp"

using catching::contains;

namespace {

constexpr auto kProperties =
    R"("id":{"type":"integer"},"v":{"type":["string","null"]})";

std::string rows(LoadFixture& fixture, const std::string& stream = "t") {
  return fixture.query("SELECT id, v FROM raw." + stream + " ORDER BY 1, 2");
}

}  // namespace

TEST_CASE_METHOD(LoadFixture, "rows of a new table are stored") {
  schema("t", kProperties, "id");
  record("t", R"({"id":1,"v":"one"})");
  record("t", R"({"id":2})");
  const auto report = load();
  CHECK(rows(*this) == "1 one\n2 -");
  REQUIRE(report.size() == 1);
  CHECK(report[0].rows == 2);
  CHECK(report[0].superseded == 0);
}

TEST_CASE_METHOD(LoadFixture, "the last record of a key wins") {
  schema("t", kProperties, "id");
  SECTION("in one batch") {
    record("t", R"({"id":1,"v":"a"})");
    record("t", R"({"id":2,"v":"b"})");
    record("t", R"({"id":1,"v":"c"})");
    CHECK(load()[0].superseded == 1);
    CHECK(rows(*this) == "1 c\n2 b");
  }
  SECTION("in a later batch, also without a value") {
    record("t", R"({"id":1,"v":"a"})");
    load();
    record("t", R"({"id":1})");
    record("t", R"({"id":2,"v":"b"})");
    load();
    CHECK(rows(*this) == "1 -\n2 b");
  }
  SECTION("in batches without order") {
    record("t", R"({"id":3,"v":"a"})");
    load();
    record("t", R"({"id":3,"v":"b"})");
    record("t", R"({"id":1,"v":"c"})");
    load();
    CHECK(rows(*this) == "1 c\n3 b");
  }
}

TEST_CASE_METHOD(LoadFixture, "the last of many rows of varied size wins") {
  schema("t", kProperties, "id");
  record("t", R"({"id":-1})");
  load();
  // Rows this uneven leave gaps in the pages, which PostgreSQL fills later.
  for (int batch = 0; batch < 3; ++batch) {
    for (int i = 0; i < 5000; ++i) {
      const std::string padding(static_cast<std::size_t>(i * 7919 % 1900), 'x');
      record("t", R"({"id":)" + std::to_string(i * 31 % 500) + R"(,"v":")" +
                      std::to_string(i) + " " + padding + R"("})");
    }
    load();
    CHECK(query("SELECT count(*) FROM raw.t WHERE id >= 0 AND "
                "split_part(v, ' ', 1)::int < 4500") == "0");
  }
}

TEST_CASE_METHOD(LoadFixture, "rows without keys are all kept") {
  schema("t", kProperties);
  record("t", R"({"id":1,"v":"a"})");
  record("t", R"({"id":1,"v":"a"})");
  load();
  record("t", R"({"id":1,"v":"a"})");
  load();
  CHECK(query("SELECT count(*) FROM raw.t") == "3");
}

TEST_CASE_METHOD(LoadFixture, "a table without a unique index is merged into") {
  execute("CREATE SCHEMA raw");
  execute("CREATE TABLE raw.t (id bigint, v text, other integer DEFAULT 7)");
  execute("INSERT INTO raw.t VALUES (1, 'old'), (1, 'twin')");
  schema("t", kProperties, "id");
  record("t", R"({"id":1,"v":"x"})");
  record("t", R"({"id":1,"v":"new"})");
  record("t", R"({"id":2,"v":"two"})");
  load();
  CHECK(query("SELECT id, v, other FROM raw.t ORDER BY id") ==
        "1 new 7\n1 new 7\n2 two 7");
}

TEST_CASE_METHOD(LoadFixture, "a wider column takes values by a cast") {
  execute("CREATE SCHEMA raw");
  execute("CREATE TABLE raw.t (id numeric PRIMARY KEY, v text, w text)");
  schema("t", std::string(kProperties) + R"(,"w":{"type":"integer"})", "id");
  record("t", R"({"id":1,"v":"a","w":7})");
  load();
  record("t", R"({"id":1,"v":"b","w":8})");
  load();
  CHECK(query("SELECT id, v, w FROM raw.t") == "1 b 8");
}

TEST_CASE_METHOD(LoadFixture, "one transaction takes all streams") {
  schema("b", kProperties, "id");
  schema("a", kProperties);
  execute("ALTER TABLE raw.b ADD CHECK (id < 10)");
  record("a", R"({"id":1})");
  record("b", R"({"id":10})");
  CHECK_THROWS_AS(load(), load::RefusedRow);
  CHECK(rows(*this, "a").empty());
}

TEST_CASE_METHOD(LoadFixture, "a refused row is named by its line") {
  schema("t", kProperties, "id");
  execute("ALTER TABLE raw.t ADD CONSTRAINT even CHECK (id % 2 = 0)");
  for (int i = 0; i < 100; ++i) {
    const int id = i == 77 ? 7 : 2 * i;
    record("t", R"({"id":)" + std::to_string(id) + "}");
  }
  // The SCHEMA is line 1.
  CHECK_THROWS_WITH(load(), contains("line 79: ") && contains("stream 't'") &&
                                contains("\"even\"") &&
                                contains("SQLSTATE 23514"));
  CHECK(rows(*this).empty());
}

TEST_CASE_METHOD(LoadFixture, "a row refused in the merge is named too") {
  schema("t", kProperties, "id");
  execute("CREATE UNIQUE INDEX ON raw.t (v)");
  record("t", R"({"id":1,"v":"a"})");
  record("t", R"({"id":2,"v":"b"})");
  load();
  record("t", R"({"id":1,"v":"c"})");
  record("t", R"({"id":3,"v":"b"})");
  record("t", R"({"id":4,"v":"d"})");
  CHECK_THROWS_WITH(load(), contains("line 5: ") && contains("23505"));
  CHECK(rows(*this) == "1 a\n2 b");
}

TEST_CASE_METHOD(LoadFixture, "a lost connection is made again") {
  schema("t", kProperties, "id");
  record("t", R"({"id":1,"v":"a"})");
  load();
  SECTION("its session was terminated") {
    execute(PostgresServer::terminate_others());
  }
  SECTION("the server was restarted") {
    PostgresServer::instance().restart("immediate");
  }
  record("t", R"({"id":1,"v":"b"})");
  record("t", R"({"id":2,"v":"c"})");
  load();
  postgres::Connection observer(options().connection);
  CHECK(observer.execute("SELECT string_agg(v, ' ' ORDER BY id) FROM raw.t")
            .text(0, 0) == "b c");
}

TEST_CASE_METHOD(LoadFixture, "what another session stored is merged with") {
  // The table was empty when the stream began; then it was not.
  schema("t", kProperties, "id");
  execute("INSERT INTO raw.t VALUES (1, 'theirs')");
  record("t", R"({"id":1,"v":"ours"})");
  record("t", R"({"id":2,"v":"ours"})");
  load();
  CHECK(rows(*this) == "1 ours\n2 ours");
}
