#include "inspect/dependent_views.hpp"

#include <string>
#include <utility>
#include <vector>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "load_fixture.hpp"
#include "text/concat.hpp"

// A column that views show is widened below them.

using catching::contains;

namespace {

struct ViewsFixture : LoadFixture {
  ViewsFixture() {
    execute(
        "CREATE SCHEMA raw; CREATE SCHEMA \"Marts\"; "
        "CREATE TABLE raw.t (id bigint PRIMARY KEY, v integer, w text); "
        "INSERT INTO raw.t VALUES (1, 7, 'a'), (2, 8, 'b')");
  }

  // The stream needs a wider v.
  void widen() {
    schema("t", R"("id":{"type":"integer"},"v":{"type":"integer"})", "id");
  }
  std::string type_of_v() {
    return query(
        "SELECT atttypid::regtype FROM pg_attribute WHERE attrelid = "
        "'raw.t'::regclass AND attname = 'v'");
  }
  // All that a user sees of the views, but their oids.
  std::string views() {
    return query(
        "SELECT relname, pg_get_viewdef(c.oid), reloptions, "
        "pg_get_userbyid(relowner), (SELECT string_agg(concat_ws(' ', "
        "pg_get_userbyid(grantor), grantee::regrole, privilege_type, "
        "is_grantable), ',' ORDER BY grantee, privilege_type) FROM "
        "aclexplode(coalesce(relacl, acldefault('r', relowner)))), "
        "obj_description(c.oid, 'pg_class'), (SELECT string_agg(concat_ws(' ', "
        "attname, attacl, col_description(c.oid, attnum)), ',' ORDER BY attnum)"
        " FROM pg_attribute WHERE attrelid = c.oid) FROM pg_class c "
        "WHERE relkind IN ('v', 'm') AND relnamespace IN ('raw'::regnamespace, "
        "'\"Marts\"'::regnamespace) ORDER BY relname");
  }
  std::string refused() {
    try {
      widen();
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "none";
  }
};

// A role of its own, since roles outlive databases.
std::string role(const LoadFixture& fixture, std::string_view name) {
  return text::concat('"', name, " of ", fixture.database(), '"');
}

}  // namespace

TEST_CASE_METHOD(ViewsFixture, "views over views are made again as they were") {
  const std::string analyst = role(*this, "Analyst");
  const std::string owner = role(*this, "owner");
  execute(text::concat(
      "CREATE ROLE ", analyst, "; CREATE ROLE ", owner,
      "; GRANT ALL ON SCHEMA raw, \"Marts\" TO ", owner,
      "; GRANT SELECT ON raw.t TO ", owner,
      "; CREATE VIEW raw.first WITH (security_barrier = true) AS "
      "SELECT id, v AS \"V 1\", w FROM raw.t WHERE v > 0; "
      "CREATE VIEW \"Marts\".\"Second\" AS SELECT \"V 1\" + 1 AS next, "
      "f.w || t.w AS both FROM raw.first f JOIN raw.t USING (id); "
      "CREATE VIEW raw.third AS SELECT s.next, t.v FROM \"Marts\".\"Second\" "
      "s, "
      "raw.t WHERE t.v = s.next; "
      "CREATE VIEW raw.other AS SELECT id, w FROM raw.t; "
      "CREATE VIEW raw.checked AS SELECT id, v FROM raw.t WHERE v > 1 "
      "WITH LOCAL CHECK OPTION; "
      "GRANT SELECT ON raw.first TO ",
      analyst,
      " WITH GRANT OPTION; GRANT SELECT ON raw.first TO PUBLIC; "
      "GRANT SELECT ON \"Marts\".\"Second\" TO ",
      owner, "; GRANT SELECT (next) ON \"Marts\".\"Second\" TO ", analyst,
      "; REVOKE TRUNCATE ON raw.checked FROM CURRENT_USER; "
      "COMMENT ON VIEW raw.first IS 'it''s the first'; "
      "COMMENT ON COLUMN raw.first.\"V 1\" IS 'a value'; "
      "ALTER VIEW raw.third OWNER TO ",
      owner));
  const std::string before = views();
  const std::string rows = query("SELECT * FROM raw.third ORDER BY 1");
  const std::string other = query("SELECT 'raw.other'::regclass::oid");
  const std::string told = captured([&] { widen(); });
  CHECK(type_of_v() == "bigint");
  CHECK(views() == before);
  CHECK(rows == "8 8");
  CHECK(query("SELECT * FROM raw.third ORDER BY 1") == rows);
  // What shows other columns alone is left where it is.
  CHECK(query("SELECT 'raw.other'::regclass::oid") == other);
  CHECK_THAT(told, contains(R"(column "v" from integer to bigint)"));
  CHECK_THAT(told, contains("made again for table \"raw\".\"t\": raw.checked, "
                            "raw.first, \"Marts\".\"Second\", raw.third"));
  record("t", R"({"id":1,"v":5000000000})");
  load();
  CHECK(query("SELECT \"V 1\" FROM raw.first WHERE id = 1") == "5000000000");
}

TEST_CASE_METHOD(ViewsFixture, "what is granted by default is not added") {
  const std::string analyst = role(*this, "Analyst");
  execute(text::concat(
      "CREATE ROLE ", analyst,
      "; CREATE VIEW raw.kept AS SELECT v FROM raw.t; "
      "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO ",
      analyst,
      "; ALTER DEFAULT PRIVILEGES IN SCHEMA raw GRANT SELECT ON TABLES ",
      "TO PUBLIC"));
  const std::string before = views();
  widen();
  CHECK(type_of_v() == "bigint");
  CHECK(views() == before);
}

TEST_CASE_METHOD(ViewsFixture,
                 "nothing is touched where one cannot be restored") {
  std::string why;
  execute("CREATE VIEW raw.base AS SELECT id, v FROM raw.t");
  SECTION("a materialized view, over a view") {
    execute("CREATE MATERIALIZED VIEW raw.stored AS SELECT v FROM raw.base");
    why =
        "raw.stored, which cannot be dropped and made again as it was: it is a "
        "materialized view";
  }
  SECTION("a rule") {
    execute("CREATE RULE odd AS ON INSERT TO raw.base DO INSTEAD NOTHING");
    why = "it has rules";
  }
  SECTION("a trigger") {
    execute(
        "CREATE FUNCTION raw.f() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RETURN new; END'; CREATE TRIGGER odd INSTEAD OF UPDATE "
        "ON raw.base FOR EACH ROW EXECUTE FUNCTION raw.f()");
    why = "it has triggers";
  }
  SECTION("a default") {
    execute("ALTER VIEW raw.base ALTER v SET DEFAULT 5");
    why = "its columns have defaults";
  }
  SECTION("a grant by somebody else") {
    const std::string analyst = role(*this, "Analyst");
    execute(text::concat("CREATE ROLE ", analyst,
                         "; GRANT USAGE ON SCHEMA raw TO ", analyst,
                         "; GRANT SELECT ON raw.base TO ", analyst,
                         " WITH GRANT OPTION; SET ROLE ", analyst,
                         "; GRANT SELECT ON raw.base TO PUBLIC; RESET ROLE"));
    why = "granted by others than its owner";
  }
  SECTION("a function that takes its rows") {
    execute(
        "CREATE FUNCTION raw.g(raw.base) RETURNS integer LANGUAGE sql "
        "AS 'SELECT 1'");
    why = "function raw.g(raw.base) depends on";
  }
  SECTION("a definition that the new type does not have") {
    execute(
        "CREATE FUNCTION raw.h(integer) RETURNS integer LANGUAGE sql "
        "AS 'SELECT $1'; CREATE VIEW raw.narrow AS SELECT raw.h(v) FROM raw.t");
    why = "raw.h(bigint) does not exist";
  }
  const std::string before = views();
  const std::string oids = query("SELECT 'raw.base'::regclass::oid");
  CHECK_THAT(refused(), contains(why) && contains("create it again") &&
                            contains(R"(column "v" from integer to bigint)"));
  CHECK(type_of_v() == "integer");
  CHECK(views() == before);
  CHECK(query("SELECT 'raw.base'::regclass::oid") == oids);
}

TEST_CASE_METHOD(ViewsFixture, "views stay where that is set") {
  load::Options set = options();
  set.recreate_dependent_views = false;
  use(set);
  execute("CREATE VIEW raw.base AS SELECT id, v FROM raw.t");
  CHECK_THAT(refused(), contains("set recreate_dependent_views"));
  CHECK(type_of_v() == "integer");
}
