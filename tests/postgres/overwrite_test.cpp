#include "catch.hpp"
#include "load_fixture.hpp"
#include "postgres_server.hpp"
#include "table/side_table.hpp"

using catching::contains;

namespace {

constexpr auto kId = R"("id":{"type":"integer"})";

struct OverwriteFixture : LoadFixture {
  OverwriteFixture() {
    auto changed = options();
    changed.overwrite = true;
    use(changed);
    execute("CREATE SCHEMA raw");
    execute("CREATE TABLE raw.t (id bigint PRIMARY KEY)");
    execute("INSERT INTO raw.t VALUES (1), (2)");
    execute("CREATE VIEW raw.shows AS SELECT id FROM raw.t");
    table.schema = table::Identifier::of("raw");
    table.name = table::Identifier::of("t");
    table::Column id;
    id.name = table::Identifier::of("id");
    id.type.base = table::BaseType::kBigint;
    id.is_key = true;
    table.columns = {id};
  }
  // One that overwrites too and gives up at once.
  load::Loader other_run() {
    auto impatient = options();
    impatient.retry_budget = std::chrono::seconds(0);
    return {impatient, clock, retry::random_from_device()};
  }
  void mark(const std::string& side, const table::Table& of) {
    execute("COMMENT ON TABLE raw." + side + " IS " +
            table::quoted_literal(table::side_table_mark(of)));
  }
  std::string relations() {
    return query(
        "SELECT relname FROM pg_class WHERE relnamespace = 'raw'::regnamespace "
        "AND relkind IN ('r', 'v') AND relname <> 'shows' ORDER BY 1");
  }
  std::string ids() { return query("SELECT id FROM raw.shows ORDER BY id"); }

  retry::SystemClock clock;
  table::Table table;
};

}  // namespace

TEST_CASE_METHOD(OverwriteFixture, "the content is replaced at the end") {
  schema("t", kId, "id");
  record("t", R"({"id":3})");
  load();
  CHECK(ids() == "1\n2");
  record("t", R"({"id":4})");
  record("t", R"({"id":3})");
  load();
  CHECK(ids() == "1\n2");
  load(true);
  CHECK(ids() == "3\n4");
  CHECK(query("SELECT to_regclass('raw.t__new')") == "-");
}

TEST_CASE_METHOD(OverwriteFixture, "a stream that sent nothing is left alone") {
  schema("t", kId, "id");
  load(true);
  CHECK(ids() == "1\n2");
  CHECK(query("SELECT to_regclass('raw.t__new')") == "-");
}

TEST_CASE_METHOD(OverwriteFixture, "an activation alone empties the table") {
  schema("t", kId, "id");
  activate("t", 1);
  load(true);
  CHECK(ids().empty());
}

TEST_CASE_METHOD(OverwriteFixture, "a new column fits both tables") {
  schema("t", kId, "id");
  record("t", R"({"id":3})");
  load();
  schema("t", R"("id":{"type":"integer"},"v":{"type":"string"})", "id");
  record("t", R"({"id":4,"v":"x"})");
  load();
  load(true);
  CHECK(query("SELECT id, v FROM raw.t ORDER BY id") == "3 -\n4 x");
}

TEST_CASE_METHOD(OverwriteFixture,
                 "an interrupted run leaves the old content") {
  // As one that was killed leaves it.
  execute(
      "CREATE TABLE raw.t__new (id bigint); INSERT INTO raw.t__new VALUES (9)");
  mark("t__new", table);
  schema("t", kId, "id");
  record("t", R"({"id":3})");
  load();
  CHECK(ids() == "1\n2");
  load(true);
  CHECK(ids() == "3");
}

TEST_CASE_METHOD(OverwriteFixture, "two runs never overwrite a table at once") {
  schema("t", kId, "id");
  record("t", R"({"id":3})");
  load();
  load::Loader second = other_run();
  CHECK_THROWS_WITH(second.prepare("t", table, {}),
                    contains("another run is overwriting table \"raw\".\"t\""));
  SECTION("nor when the first has lost its connection") {
    execute(PostgresServer::terminate_others());
    record("t", R"({"id":4})");
    load();
    CHECK_THROWS_WITH(other_run().prepare("t", table, {}),
                      contains("another run"));
  }
  record("t", R"({"id":5})");
  load(true);
  CHECK(query("SELECT count(*) FROM raw.t WHERE id IN (3, 5)") == "2");
}

TEST_CASE_METHOD(OverwriteFixture, "rows loaded so far are never given up") {
  schema("t", kId, "id");
  record("t", R"({"id":3})");
  load();
  SECTION("dropped") { execute("DROP TABLE raw.t__new"); }
  SECTION("made anew by another run while the connection was lost") {
    execute(PostgresServer::terminate_others());
    other_run().prepare("t", table, {});
  }
  record("t", R"({"id":4})");
  CHECK_THROWS_WITH(load(), contains("\"raw\".\"t__new\"") &&
                                contains("was dropped by others"));
  CHECK(ids() == "1\n2");
}

TEST_CASE_METHOD(OverwriteFixture, "what is somebody else's is not dropped") {
  std::string kept = "t__new";
  SECTION("a table") { execute("CREATE TABLE raw.t__new (id bigint)"); }
  SECTION("a view") { execute("CREATE VIEW raw.t__new AS SELECT 1 AS id"); }
  SECTION("another table's side table") {
    execute("CREATE TABLE raw.t__new (id bigint)");
    table::Table other = table;
    other.name = table::Identifier::of("u");
    mark("t__new", other);
  }
  SECTION("a type") {
    execute("CREATE TYPE raw.t__new AS ENUM ('a')");
    kept = "";
  }
  schema("t", kId, "id");
  CHECK(query("SELECT to_regclass('raw.t__new_2')") == "raw.t__new_2");
  record("t", R"({"id":3})");
  load();
  load(true);
  CHECK(ids() == "3");
  CHECK(relations() == "t" + (kept.empty() ? kept : "\n" + kept));
}

TEST_CASE_METHOD(OverwriteFixture, "all names of a side table are taken") {
  for (const auto& name : table::side_table_names(table)) {
    execute("CREATE TABLE raw." + name.quoted() + " (id bigint)");
  }
  CHECK_THROWS_WITH(schema("t", kId, "id"),
                    contains("\"t__new\" to \"t__new_9\" are taken"));
}

TEST_CASE_METHOD(OverwriteFixture, "side tables left under any name go") {
  execute(
      "CREATE TABLE raw.t__new (id bigint); "
      "CREATE TABLE raw.t__new_2 (id bigint)");
  mark("t__new_2", table);
  SECTION("also once the first name is free again") {
    execute("DROP TABLE raw.t__new");
  }
  schema("t", kId, "id");
  record("t", R"({"id":3})");
  load(true);
  CHECK(query("SELECT to_regclass('raw.t__new_2')") == "-");
}

TEST_CASE_METHOD(OverwriteFixture, "a side table gives way to a stream's own") {
  schema("t", kId, "id");
  record("t", R"({"id":3})");
  load();
  schema("t__new", kId, "id");
  record("t", R"({"id":4})");
  record("t__new", R"({"id":5})");
  load();
  record("t", R"({"id":6})");
  load(true);
  CHECK(ids() == "3\n4\n6");
  CHECK(query("SELECT id FROM raw.t__new") == "5");
  CHECK(relations() == "t\nt__new");
}

TEST_CASE_METHOD(OverwriteFixture, "no stream is loaded into a side table") {
  execute("CREATE TABLE raw.t__new (id bigint)");
  mark("t__new", table);
  CHECK_THROWS_WITH(schema("t__new", kId, "id"),
                    contains("\"raw\".\"t__new\" is not the stream's own") &&
                        contains("overwrites \"raw\".\"t\""));
}

TEST_CASE_METHOD(OverwriteFixture, "an error leaves no side table") {
  std::string left = "t";
  {
    load::Loader failing = other_run();
    failing.prepare("t", table, {});
    REQUIRE(relations() == "t\nt__new");
    SECTION("of its own") {}
    SECTION("but another run's") {
      execute("DROP TABLE raw.t__new; CREATE TABLE raw.t__new (id bigint)");
      left = "t\nt__new";
    }
  }
  CHECK(relations() == left);
}

TEST_CASE_METHOD(OverwriteFixture, "a type that changes before the end") {
  execute("DROP VIEW raw.shows; ALTER TABLE raw.t ADD n numeric");
  schema("t", std::string(kId) + R"(,"n":{"type":"number"})", "id");
  SECTION("to one that holds the values") {
    record("t", R"({"id":3,"n":1.25})");
    load();
    execute("ALTER TABLE raw.t ALTER n TYPE double precision");
    load(true);
    CHECK(query("SELECT id, n FROM raw.t") == "3 1.25");
  }
  SECTION("to one that would round them") {
    const std::string before = query("SELECT count(*) FROM raw.t");
    record("t", R"({"id":3,"n":1.00000000000000000001})");
    load();
    execute("ALTER TABLE raw.t ALTER n TYPE double precision");
    CHECK_THROWS_WITH(load(true), contains("keeps its old content") &&
                                      contains("would be rounded"));
    CHECK(query("SELECT count(*) FROM raw.t") == before);
  }
}
