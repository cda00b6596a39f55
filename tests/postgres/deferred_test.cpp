#include "catch.hpp"
#include "load_fixture.hpp"

using catching::contains;

namespace {

constexpr auto kColumns = R"("id":{"type":"integer"},"of":{"type":"integer"})";

// Constraints that are checked no sooner than at COMMIT.
struct DeferredFixture : LoadFixture {
  DeferredFixture() {
    execute("CREATE SCHEMA raw");
    execute("CREATE TABLE raw.a (id bigint PRIMARY KEY, \"of\" bigint)");
    execute("CREATE TABLE raw.b (id bigint PRIMARY KEY)");
  }
  void defer(const std::string& constraint) {
    execute("ALTER TABLE raw.a ADD CONSTRAINT rule " + constraint +
            " DEFERRABLE INITIALLY DEFERRED");
  }
  void child(int id, int of) {
    record("a", "{\"id\":" + std::to_string(id) +
                    ",\"of\":" + std::to_string(of) + "}");
  }
  std::string count() { return query("SELECT count(*) FROM raw.a"); }
};

}  // namespace

TEST_CASE_METHOD(DeferredFixture,
                 "a deferred unique constraint names the row") {
  defer("UNIQUE (\"of\")");
  schema("a", kColumns, "id");
  for (int n = 1; n <= 20; ++n) child(n, n == 17 ? 5 : n);
  CHECK_THROWS_WITH(
      load(), contains("line 18: stream 'a', table \"raw\".\"a\", key id=17, "
                       "column 'of'") &&
                  contains("\"rule\"") && contains("(SQLSTATE 23505)"));
  CHECK(count() == "0");
}

TEST_CASE_METHOD(DeferredFixture, "a deferred foreign key names the row") {
  defer("FOREIGN KEY (\"of\") REFERENCES raw.b");
  schema("a", kColumns, "id");
  schema("b", R"("id":{"type":"integer"})", "id");
  // The parents are loaded behind their children.
  for (int n = 1; n <= 20; ++n) child(n, n == 17 ? 99 : 1);
  record("b", R"({"id":1})");
  CHECK_THROWS_WITH(
      load(), contains("line 19: stream 'a', table \"raw\".\"a\", key id=17, "
                       "column 'of'") &&
                  contains("\"rule\"") && contains("(SQLSTATE 23503)"));
  CHECK(count() == "0");
  SECTION("and children before their parents are loaded") {
    child(1, 1);
    record("b", R"({"id":1})");
    load();
    CHECK(count() == "1");
  }
}

TEST_CASE_METHOD(DeferredFixture, "no row is blamed that a later sets right") {
  defer("FOREIGN KEY (\"of\") REFERENCES raw.a");
  schema("a", kColumns, "id");
  SECTION("all are right") {
    child(1, 2);
    child(2, 1);
    load();
    CHECK(count() == "2");
  }
  SECTION("another is wrong") {
    child(1, 2);
    child(2, 99);
    CHECK_THROWS_WITH(
        load(), !contains("line 2") &&
                    contains("stream 'a', table \"raw\".\"a\": ") &&
                    contains("\"rule\"") && contains("(SQLSTATE 23503)") &&
                    contains("INITIALLY IMMEDIATE"));
    CHECK(count() == "0");
  }
}

TEST_CASE_METHOD(DeferredFixture, "a deferred trigger's error names the row") {
  execute(
      "CREATE FUNCTION raw.check_of() RETURNS trigger LANGUAGE plpgsql AS "
      "$$BEGIN IF NEW.\"of\" = 99 THEN RAISE EXCEPTION 'not 99'; END IF; "
      "RETURN NULL; END$$");
  execute(
      "CREATE CONSTRAINT TRIGGER rule AFTER INSERT OR UPDATE ON raw.a "
      "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "
      "raw.check_of()");
  schema("a", kColumns, "id");
  schema("b", R"("id":{"type":"integer"})", "id");
  record("b", R"({"id":1})");
  child(1, 1);
  child(2, 99);
  CHECK_THROWS_WITH(load(), contains("line 5: stream 'a'") &&
                                contains("key id=2") && contains("not 99") &&
                                contains("(SQLSTATE P0001)"));
}

TEST_CASE_METHOD(DeferredFixture, "what no row of the batch is to blame for") {
  execute("CREATE TABLE raw.c (\"of\" bigint)");
  execute("ALTER TABLE raw.b ADD _sdc_table_version integer");
  execute("INSERT INTO raw.b VALUES (1, 1); INSERT INTO raw.c VALUES (1)");
  execute(
      "ALTER TABLE raw.c ADD CONSTRAINT rule FOREIGN KEY (\"of\") REFERENCES "
      "raw.b DEFERRABLE INITIALLY DEFERRED");
  auto deleting = options();
  deleting.hard_delete = true;
  use(deleting);
  schema("b", R"("id":{"type":"integer"})", "id");
  record("b", R"({"id":2})", R"(,"version":2)");
  activate("b", 2);
  CHECK_THROWS_WITH(load(),
                    contains("\"rule\"") && contains("(SQLSTATE 23503)") &&
                        contains("INITIALLY IMMEDIATE") && !contains("line 2"));
  CHECK(query("SELECT id FROM raw.b") == "1");
}
