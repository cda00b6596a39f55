#include "catch.hpp"
#include "load/loader.hpp"
#include "load_fixture.hpp"

// What other sessions do to a table between two batches.

namespace {

constexpr auto kInteger =
    R"("id":{"type":"integer"},"v":{"type":["integer","null"]})";
// The bytes of 'AAAAAAAA': text takes any eight bytes for itself.
constexpr auto kLikeText = R"({"id":2,"v":4702111234474983745})";

std::string rows(LoadFixture& fixture) {
  return fixture.query("SELECT id, v FROM raw.t ORDER BY id");
}

}  // namespace

TEST_CASE_METHOD(LoadFixture, "a column's type is what it is at the COPY") {
  SECTION("without keys") { schema("t", kInteger); }
  SECTION("with keys, copied into the table") { schema("t", kInteger, "id"); }
  SECTION("with keys, by way of staging") {
    schema("t", kInteger, "id");
    record("t", R"({"id":2,"v":0})");
    record("t", R"({"id":2,"v":1})");
  }
  record("t", R"({"id":1,"v":7})");
  load();
  execute("ALTER TABLE raw.t ALTER v TYPE text");
  record("t", kLikeText);
  load();
  CHECK(rows(*this) == "1 7\n2 4702111234474983745");
}

TEST_CASE_METHOD(LoadFixture, "a type that changed before the first COPY") {
  schema("t", kInteger);
  execute("ALTER TABLE raw.t ALTER v TYPE boolean USING v::integer::boolean");
  record("t", R"({"id":1,"v":7})");
  SECTION("to one that cannot hold the values is refused by name") {
    CHECK_THROWS_AS(load(), table::SchemaConflict);
    CHECK(rows(*this).empty());
  }
  SECTION("and back is as if nothing was") {
    execute("ALTER TABLE raw.t ALTER v TYPE bigint USING v::integer");
    load();
    CHECK(rows(*this) == "1 7");
  }
}

// The rows that wait were read in the former type.
TEST_CASE_METHOD(LoadFixture, "a column that others make text meanwhile") {
  schema("t",
         std::string(R"("id":{"type":"integer"},)") +
             R"("at":{"type":"string","format":"date-time"},)"
             R"("a":{"type":"array","items":{"type":"integer"}})",
         "id");
  record("t", R"({"id":1,"at":"2021-01-01T10:00:00.5+02:00","a":[1,2]})");
  execute("ALTER TABLE raw.t ALTER at TYPE text, ALTER a TYPE text");
  load();
  CHECK(query("SELECT at, a FROM raw.t") == "2021-01-01T08:00:00.5Z [1, 2]");
}

TEST_CASE_METHOD(LoadFixture, "another target's newer SCHEMA widens a column") {
  schema("t", kInteger, "id");
  record("t", R"({"id":1,"v":7})");
  load();
  retry::SystemClock clock;
  load::Loader newer(options(), clock, retry::random_from_device());
  table::Table table;
  table.schema = table::Identifier::of("raw");
  table.name = table::Identifier::of("t");
  table::Column id;
  id.name = table::Identifier::of("id");
  id.type.base = table::BaseType::kBigint;
  id.is_key = true;
  table::Column v;
  v.name = table::Identifier::of("v");
  table.columns = {id, v};
  newer.prepare("t", table, {});
  record("t", kLikeText);
  load();
  CHECK(rows(*this) == "1 7\n2 4702111234474983745");
}

TEST_CASE_METHOD(LoadFixture, "a table that was dropped is made again") {
  schema("t", kInteger, "id");
  record("t", R"({"id":1,"v":7})");
  load();
  execute("DROP TABLE raw.t");
  record("t", R"({"id":2,"v":8})");
  load();
  CHECK(rows(*this) == "2 8");
}

TEST_CASE_METHOD(LoadFixture, "keys stay one when their index is dropped") {
  schema("t", kInteger, "id");
  record("t", R"({"id":1,"v":7})");
  load();
  execute("ALTER TABLE raw.t DROP CONSTRAINT t_pkey");
  record("t", R"({"id":1,"v":8})");
  load();
  CHECK(rows(*this) == "1 8");
}
