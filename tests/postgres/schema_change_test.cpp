#include "prepare/schema_change.hpp"

#include <future>

#include "catch.hpp"
#include "load_fixture.hpp"
#include "test_connection.hpp"
#include "text/concat.hpp"

using catching::contains;

namespace {

constexpr auto kId = R"("id":{"type":"integer"})";

std::string columns(LoadFixture& fixture) {
  return fixture.query(
      "SELECT string_agg(attname || ':' || format_type(atttypid, atttypmod), "
      "' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = "
      "'raw.t'::regclass AND attnum > 0 AND attname NOT LIKE '\\_sdc%'");
}

}  // namespace

TEST_CASE_METHOD(LoadFixture, "a column that is new in mid-stream is added") {
  schema("t", kId, "id");
  record("t", R"({"id":1})");
  load();
  schema("t", std::string(kId) + R"(,"v":{"type":"string"})", "id");
  record("t", R"({"id":1,"v":"a"})");
  record("t", R"({"id":2,"v":"b"})");
  load();
  CHECK(columns(*this) == "id:bigint v:text");
  CHECK(query("SELECT id, v FROM raw.t ORDER BY id") == "1 a\n2 b");
}

TEST_CASE_METHOD(LoadFixture, "a type that widens is altered in place") {
  const auto with = [](const std::string& type) {
    return std::string(kId) + R"(,"v":{"type":")" + type + R"("})";
  };
  schema("t", with("integer"), "id");
  record("t", R"({"id":1,"v":7})");
  load();
  schema("t", with("number"), "id");
  record("t", R"({"id":2,"v":1.50})");
  load();
  CHECK(columns(*this) == "id:bigint v:numeric");
  schema("t", with("string"), "id");
  record("t", R"({"id":3,"v":"x"})");
  load();
  CHECK(columns(*this) == "id:bigint v:text");
  CHECK(query("SELECT v FROM raw.t ORDER BY id") == "7\n1.50\nx");
}

TEST_CASE_METHOD(LoadFixture, "what would lose something is refused by name") {
  execute("CREATE SCHEMA raw");
  SECTION("a narrowing") {
    execute("CREATE TABLE raw.t (id bigint PRIMARY KEY, v date)");
    CHECK_THROWS_WITH(
        schema("t", std::string(kId) + R"(,"v":{"type":"boolean"})", "id"),
        contains("v") && contains("date") && contains("boolean"));
  }
  SECTION("a materialized view in the way") {
    execute("CREATE TABLE raw.t (id integer PRIMARY KEY)");
    execute("CREATE MATERIALIZED VIEW raw.shows AS SELECT id FROM raw.t");
    CHECK_THROWS_WITH(schema("t", kId, "id"), contains("raw.shows"));
  }
  SECTION("a view of the table's name") {
    execute("CREATE VIEW raw.t AS SELECT 1 AS id");
    CHECK_THROWS_WITH(schema("t", kId, "id"), contains("view"));
  }
}

TEST_CASE_METHOD(LoadFixture,
                 "a schema that exists needs no right to make one") {
  execute("CREATE SCHEMA raw");
  execute(
      "DO $$BEGIN CREATE ROLE loads LOGIN; "
      "EXCEPTION WHEN duplicate_object THEN END$$");
  execute("GRANT USAGE, CREATE ON SCHEMA raw TO loads");
  auto as_role = options();
  as_role.connection.push_back({"user", "loads"});
  use(as_role);
  schema("t", kId, "id");
  record("t", R"({"id":1})");
  load();
  CHECK(query("SELECT id FROM raw.t") == "1");
}

TEST_CASE_METHOD(LoadFixture, "two targets make the same tables at once") {
  constexpr int kTargets = 4;
  std::vector<std::future<void>> targets;
  for (int i = 0; i < kTargets; ++i) {
    targets.push_back(std::async(std::launch::async, [this] {
      retry::SystemClock clock;
      load::Loader loader(options(), clock, retry::random_from_device());
      table::Table table;
      table.schema = table::Identifier::of("raced");
      table::Column id;
      id.name = table::Identifier::of("id");
      id.type.base = table::BaseType::kBigint;
      id.is_key = true;
      table.columns = {id};
      for (int t = 0; t < 20; ++t) {
        const std::string name = text::concat("t", t);
        table.name = table::Identifier::of(name);
        loader.prepare(name, table, {});
      }
    }));
  }
  for (auto& target : targets) CHECK_NOTHROW(target.get());
  CHECK(query("SELECT count(*) FROM pg_tables WHERE schemaname = 'raced'") ==
        "20");
}

TEST_CASE_METHOD(LoadFixture, "a reader's lock is waited for") {
  execute("CREATE SCHEMA raw");
  execute("CREATE TABLE raw.t (id bigint PRIMARY KEY)");
  postgres::Connection reader(options().connection);
  reader.execute("BEGIN; SELECT * FROM raw.t");
  auto change = std::async(std::launch::async, [this] {
    schema("t", std::string(kId) + R"(,"v":{"type":"string"})", "id");
  });
  // Until our ALTER has given up once and let others pass.
  while (value_of(reader, "SELECT count(*) FROM pg_locks WHERE NOT granted") ==
         "0") {
  }
  while (value_of(reader, "SELECT count(*) FROM pg_locks WHERE NOT granted") !=
         "0") {
  }
  reader.execute("COMMIT");
  change.get();
  CHECK(columns(*this) == "id:bigint v:text");
}

TEST_CASE_METHOD(LoadFixture, "keys left out on purpose must not be unique") {
  execute("CREATE SCHEMA raw");
  execute("CREATE TABLE raw.t (id bigint PRIMARY KEY)");
  table::Table table;
  table.schema = table::Identifier::of("raw");
  table.name = table::Identifier::of("t");
  table::Column id;
  id.name = table::Identifier::of("id");
  id.type.base = table::BaseType::kBigint;
  table.columns = {id};
  CHECK_THROWS_WITH(loader().prepare("t", table, {"id"}),
                    contains("raw") && contains("(id)"));
}
