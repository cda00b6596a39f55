#include "load/loader.hpp"

#include <algorithm>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "faults/refusal.hpp"
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
  CHECK_THROWS_AS(load(), faults::RefusedRow);
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

TEST_CASE_METHOD(LoadFixture, "a key is one however its number is spelled") {
  const auto spellings = {"1", "1.0", "1.00", "1e0", "10e-1", "0.1e1"};
  std::string type;
  SECTION("integer") { type = "integer"; }
  SECTION("number") { type = "number"; }
  schema("t", R"("id":{"type":")" + type + R"("},"v":{"type":"string"})", "id");
  for (int batch = 0; batch < 2; ++batch) {
    // Two keys in turn, so that they neither ascend nor are unique.
    for (const char* spelling : spellings) {
      record("t", R"({"id":20,"v":"x"})");
      record("t", R"({"id":)" + std::string(spelling) + R"(,"v":")" + spelling +
                      R"("})");
    }
    record("t", R"({"id":2e1,"v":"last"})");
    CHECK(load()[0].superseded == 11);
    CHECK(query("SELECT id::integer, v FROM raw.t ORDER BY 1") ==
          "1 0.1e1\n20 last");
  }
}

TEST_CASE_METHOD(LoadFixture, "a number too long for a sort key is one, too") {
  schema("t", R"("id":{"type":"number"},"v":{"type":"string"})", "id");
  record("t", R"({"id":12345678901234567890.50,"v":"a"})");
  record("t", R"({"id":-0.0,"v":"b"})");
  record("t", R"({"id":1234567890123456789050e-2,"v":"c"})");
  record("t", R"({"id":0,"v":"d"})");
  CHECK(load()[0].superseded == 2);
  CHECK(query("SELECT v FROM raw.t ORDER BY id") == "d\nc");
}

TEST_CASE_METHOD(LoadFixture, "a key is one by the column's own type") {
  execute("CREATE SCHEMA raw");
  std::string equal;
  std::string properties = R"("id":{"type":"number"},"v":{"type":"string"})";
  SECTION("numeric with a scale") {
    execute("CREATE TABLE raw.t (id numeric(9,2) PRIMARY KEY, v text)");
    properties = R"("id":{"type":"integer"},"v":{"type":"string"})";
    equal = "1.0";
  }
  SECTION("a collation that ignores case") {
    execute(
        "CREATE COLLATION raw.ci (provider = icu, "
        "locale = 'und-u-ks-level2', deterministic = false)");
    execute("CREATE TABLE raw.t (id text COLLATE raw.ci PRIMARY KEY, v text)");
    properties = R"("id":{"type":"string"},"v":{"type":"string"})";
    equal = R"("A")";
  }
  schema("t", properties, "id");
  const std::string first = equal == "1.0" ? "1" : R"("a")";
  for (int batch = 0; batch < 2; ++batch) {
    record("t", R"({"id":)" + first + R"(,"v":"old"})");
    record("t", R"({"id":)" + equal + R"(,"v":"new"})");
    load();
    CHECK(query("SELECT v FROM raw.t") == "new");
  }
}

TEST_CASE_METHOD(LoadFixture, "what a column's own type refuses is named") {
  execute("CREATE SCHEMA raw");
  execute("CREATE DOMAIN raw.short AS varchar(5)");
  execute("CREATE DOMAIN raw.shorter AS raw.short");
  const std::string table = "CREATE TABLE raw.t (id bigint PRIMARY KEY, v ";
  std::string properties = R"("id":{"type":"integer"},"v":{"type":"integer"})";
  std::string good = "9";
  std::string bad = "1234";
  std::string told = "column 'v', value 1234: ";
  std::string sqlstate = "22003";
  SECTION("a numeric with a scale") { execute(table + "numeric(5,2))"); }
  SECTION("the same as the side of a comparison") {
    execute("CREATE TABLE raw.t (id bigint, v numeric(5,2))");
  }
  SECTION("a domain of a domain over a text of limited length") {
    execute(table + "raw.shorter)");
    properties = R"("id":{"type":"integer"},"v":{"type":"string"})";
    good = R"("short")";
    bad = R"("longer")";
    told = "column 'v', value longer: ";
    sqlstate = "22001";
  }
  SECTION("a domain with a rule") {
    execute("CREATE DOMAIN raw.small AS bigint CHECK (value < 10)");
    execute(table + "raw.small)");
    sqlstate = "23514";
  }
  SECTION("a rule of the table") {
    execute(table + "bigint, CHECK (v < 10))");
    told = "column 'v': ";
    sqlstate = "23514";
  }
  SECTION("NOT NULL") {
    execute(table + "bigint NOT NULL)");
    bad = "null";
    told = "column 'v': ";
    sqlstate = "23502";
  }
  schema("t", properties, "id");
  for (int id = 1; id <= 20; ++id) {
    record("t", R"({"id":)" + std::to_string(id) + R"(,"v":)" +
                    (id == 13 ? bad : good) + "}");
  }
  // The SCHEMA is line 1.
  CHECK_THROWS_WITH(
      load(),
      contains(R"(line 14: stream 't', table "raw"."t", key id=13, )" + told) &&
          contains("(SQLSTATE " + sqlstate + ")"));
  CHECK(query("SELECT count(*) FROM raw.t") == "0");
}

TEST_CASE_METHOD(LoadFixture, "a refused row is not shown as a whole") {
  execute("CREATE SCHEMA raw");
  SECTION("NOT NULL") {
    execute("CREATE TABLE raw.t (id bigint, v text, w text NOT NULL)");
  }
  SECTION("CHECK") {
    execute("CREATE TABLE raw.t (id bigint, v text, w text DEFAULT '')");
    execute("ALTER TABLE raw.t ADD CHECK (w IS NOT NULL)");
  }
  schema("t", std::string(kProperties) + R"(,"w":{"type":"string"})", "id");
  record("t", R"({"id":1,"v":"123-45-6789"})");
  CHECK_THROWS_WITH(load(), contains("key id=1, column 'w'") &&
                                contains("(SQLSTATE 235") &&
                                !contains("123-45-6789"));
}

TEST_CASE_METHOD(LoadFixture, "keys alone that are there are not superseded") {
  table_options().add_record_metadata = false;
  SECTION("with a unique index") {}
  SECTION("without one") {
    execute("CREATE SCHEMA raw");
    execute("CREATE TABLE raw.t (id bigint)");
  }
  schema("t", R"("id":{"type":"integer"})", "id");
  for (int batch = 0; batch < 2; ++batch) {
    record("t", R"({"id":1})");
    record("t", R"({"id":2})");
    CHECK(load()[0].superseded == 0);
  }
  record("t", R"({"id":2})");
  record("t", R"({"id":3})");
  record("t", R"({"id":2})");
  CHECK(load()[0].superseded == 1);
  CHECK(query("SELECT id FROM raw.t ORDER BY id") == "1\n2\n3");
}

TEST_CASE_METHOD(LoadFixture, "a stream may be called as SQL's own names are") {
  for (const std::string stream :
       {"excluded", "new", "old", "t", "s", "latest", "user", "ctid"}) {
    schema(stream, kProperties, "id");
    for (const char* const value : {"a", "b"}) {
      record(stream, R"({"id":1,"v":")" + std::string(value) + R"("})");
      record(stream, R"({"id":1,"v":")" + std::string(value) + R"("})");
      load();
    }
    CHECK(query("SELECT v FROM raw.\"" + stream + "\"") == "b");
  }
}

TEST_CASE_METHOD(LoadFixture, "why a session ended is told before the next") {
  execute("CREATE ROLE leaves LOGIN");
  execute("CREATE SCHEMA raw AUTHORIZATION leaves");
  auto as_role = options();
  as_role.connection.push_back({"user", "leaves"});
  use(as_role);
  schema("t", kProperties);
  record("t", R"({"id":1})");
  load();
  execute("ALTER ROLE leaves NOLOGIN");
  // It ends its own session, so that no other session is made before.
  execute(
      "CREATE FUNCTION raw.end_session() RETURNS trigger SECURITY DEFINER "
      "LANGUAGE plpgsql AS $$BEGIN PERFORM "
      "pg_terminate_backend(pg_backend_pid()); RETURN NEW; END$$");
  execute(
      "CREATE TRIGGER ends BEFORE INSERT ON raw.t EXECUTE FUNCTION "
      "raw.end_session()");
  record("t", R"({"id":2})");
  const std::string log =
      captured([&] { CHECK_THROWS_WITH(load(), contains("SQLSTATE 28000")); });
  CHECK_THAT(log, contains("SQLSTATE 57P01"));
}

TEST_CASE_METHOD(LoadFixture, "two streams of one table are refused by name") {
  schema("a-t", kProperties, "id");
  record("a-t", R"({"id":1,"v":"a"})");
  CHECK_THROWS_WITH(schema("b-t", kProperties, "id"),
                    contains("streams 'a-t' and 'b-t' share table") &&
                        contains("\"raw\".\"t\"") &&
                        contains("default_target_schema"));
  load();
  CHECK(rows(*this) == "1 a");
}
