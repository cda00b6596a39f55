#include "table/widening.hpp"

#include <string>
#include <utility>
#include <vector>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "load_fixture.hpp"
#include "text/concat.hpp"

// What an ALTER makes of a column that is there, as its readers see it.

using catching::contains;

namespace {

constexpr auto kString = R"({"type":["string","null"]})";
constexpr auto kNumber = R"({"type":["number","null"]})";
constexpr auto kInteger = R"({"type":["integer","null"]})";
constexpr auto kDateTime = R"({"type":["string","null"],"format":"date-time"})";
constexpr auto kTime = R"({"type":["string","null"],"format":"time"})";
constexpr auto kStrings = R"({"type":"array","items":{"type":"string"}})";
constexpr auto kNumbers = R"({"type":"array","items":{"type":"number"}})";

struct WideningFixture : LoadFixture {
  WideningFixture() { execute("CREATE SCHEMA raw"); }

  void table(const std::string& type, const std::string& value) {
    execute(text::concat("CREATE TABLE raw.t (id bigint PRIMARY KEY, v ", type,
                         "); INSERT INTO raw.t VALUES (1, ", value, ")"));
  }
  void send(const std::string& property, const std::string& keys = "id") {
    schema("t", text::concat(R"("id":{"type":"integer"},"v":)", property),
           keys);
  }
  std::string type() {
    return query(
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE "
        "attrelid = 'raw.t'::regclass AND attname = 'v'");
  }
  // Since PostgreSQL 15.
  bool has_negative_scales() {
    return query("SELECT current_setting('server_version_num')::int") >=
           "150000";
  }
  std::string value() { return query("SELECT v::text FROM raw.t"); }
  // Seen by a reader in another zone.
  std::string value_in_tokyo() {
    return query("SET timezone = 'Asia/Tokyo'; SELECT v::text FROM raw.t");
  }
};

struct Change {
  const char* type;
  const char* value;
  const char* property;
  const char* becomes;
};

}  // namespace

TEST_CASE_METHOD(WideningFixture, "a widened column shows what it showed") {
  std::vector<Change> changes = {
      {"smallint", "7", kInteger, "bigint"},
      {"integer", "7", kNumber, "numeric"},
      {"numeric(5,2)", "1.50", kNumber, "numeric"},
      {"varchar(5)", "'ab  '", kString, "text"},
      {"varchar(5)[]", "'{ab,NULL}'", kStrings, "text[]"},
      {"integer[]", "'{{1,2},{3,NULL}}'", kNumbers, "numeric[]"},
      {"timestamp(3)", "'2021-01-01 10:00:00.123'", kDateTime,
       "timestamp without time zone"},
      {"timestamptz(3)", "'2021-01-01 10:00:00.123+09'", kDateTime,
       "timestamp with time zone"},
      {"time(0)", "'10:00:00'", kTime, "time without time zone"},
      {"timetz(0)", "'10:00:00+05'", kTime, "time with time zone"},
      {"bigint", "7", kString, "text"},
      {"numeric", "1.50", kString, "text"},
      {"boolean", "true", kString, "text"},
      {"uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", kString, "text"},
      {"date", "'2021-02-03'", kString, "text"},
  };
  if (has_negative_scales()) {
    changes.push_back({"numeric(5,-2)", "1200", kNumber, "numeric"});
  }
  for (const Change& change : changes) {
    INFO(change.type << " " << change.property);
    table(change.type, change.value);
    const std::string before = value_in_tokyo();
    send(change.property);
    CHECK(type() == change.becomes);
    CHECK(value_in_tokyo() == before);
    execute("DROP TABLE raw.t");
  }
}

TEST_CASE_METHOD(WideningFixture, "a date becomes midnight") {
  table("date", "'2021-02-03'");
  send(kDateTime);
  CHECK(value() == "2021-02-03 00:00:00");
}

TEST_CASE_METHOD(WideningFixture, "an instant becomes text as taps send it") {
  const std::vector<std::pair<std::string, std::string>> values = {
      {"2021-02-03 04:05:06", "2021-02-03T04:05:06Z"},
      {"2021-02-03 04:05:06.7", "2021-02-03T04:05:06.7Z"},
      {"12021-02-03 04:05:06", "12021-02-03T04:05:06Z"},
      // No tap sends these.
      {"infinity", "infinity"},
      {"0044-03-15 12:00:00 BC", "0044-03-15 12:00:00 BC"}};
  for (const auto& [before, after] : values) {
    table("timestamp(3)", "'" + before + "'");
    send(kString);
    CHECK(value() == after);
    execute("DROP TABLE raw.t");
  }
}

TEST_CASE_METHOD(WideningFixture, "any other change is refused by name") {
  const std::vector<Change> changes = {
      {"double precision", "0.1", kString, ""},
      {"real", "0.1", kString, ""},
      {"money", "12.5", kString, ""},
      {"money", "12.5", kNumber, ""},
      {"interval", "'90 min'", kString, ""},
      {"interval(0)", "'90 min'", kTime, ""},
      {"time", "'10:00'", kString, ""},
      {"timetz(0)", "'10:00+05'", kString, ""},
      {"timestamptz", "'2021-01-01 00:00+09'", kString, ""},
      {"time", "'10:00'", kDateTime, ""},
      {"jsonb", "'\"a\"'", kString, ""},
      {"json", "'{}'", kString, ""},
      {"bytea", "'\\x00ff'", kString, ""},
      {"bit(5)", "B'10101'", kString, ""},
      {"varbit(5)", "B'101'", kString, ""},
      {"name", "'a'", kString, ""},
      {"\"char\"", "'a'", kString, ""},
      {"point", "'(1,2)'", kString, ""},
      {"tsvector", "'a b'", kString, ""},
      {"tsrange", "'[2021-01-01,)'", kString, ""},
      {"oid", "7", kString, ""},
      {"text[]", "'{a}'", kString, ""},
      {"jsonb[]", "array['\"a\"'::jsonb]", kStrings, ""},
      {"timestamp[]", "'{2021-01-01}'", kStrings, ""},
      {"bigint", "7", kStrings, ""},
      {"boolean", "true", kNumber, ""},
      {"bigint", "7", kDateTime, ""},
      {"raw.tiny", "7", kNumber, ""},
      {"raw.took", "'90 min'", kString, ""},
      {"raw.pair", "'(1,2)'", kString, ""},
  };
  execute(
      "CREATE DOMAIN raw.tiny AS smallint; CREATE DOMAIN raw.took AS interval; "
      "CREATE TYPE raw.pair AS (a int, b int)");
  for (const Change& change : changes) {
    INFO(change.type << " " << change.property);
    table(change.type, change.value);
    const std::string type_before = type();
    const std::string before = value();
    CHECK_THROWS_WITH(send(change.property),
                      contains("column \"v\": its type is " + type_before) &&
                          contains("alter or rename the column"));
    CHECK(type() == type_before);
    CHECK(value() == before);
    execute("DROP TABLE raw.t");
  }
}

TEST_CASE_METHOD(WideningFixture, "what rows are told apart by stays typed") {
  std::string keys = "id";
  SECTION("a key of the stream") {
    execute("CREATE TABLE raw.t (id bigint, v integer)");
    keys = "v";
  }
  SECTION("the primary key, of which the stream knows nothing") {
    execute("CREATE TABLE raw.t (id bigint, v integer PRIMARY KEY)");
  }
  SECTION("a unique index beside the key") {
    execute("CREATE TABLE raw.t (id bigint PRIMARY KEY, v integer UNIQUE)");
  }
  SECTION("a unique index of some rows") {
    execute("CREATE TABLE raw.t (id bigint PRIMARY KEY, v integer)");
    execute("CREATE UNIQUE INDEX ON raw.t (v) WHERE id > 0");
  }
  SECTION("an exclusion constraint") {
    execute(
        "CREATE TABLE raw.t (id bigint PRIMARY KEY, v integer, "
        "EXCLUDE USING btree (v WITH =))");
  }
  SECTION("a foreign key") {
    execute("CREATE TABLE raw.other (v integer PRIMARY KEY)");
    execute(
        "CREATE TABLE raw.t (id bigint PRIMARY KEY, "
        "v integer REFERENCES raw.other)");
  }
  CHECK_THROWS_WITH(send(kString, keys),
                    contains("column \"v\": its type is integer and the stream "
                             "needs text, but rows are told apart by it"));
  CHECK(type() == "integer");
  // Equal numbers stay equal in a wider type.
  send(keys == "id" ? kInteger : R"({"type":"integer"})", keys);
  CHECK(type() == "bigint");
}

TEST_CASE_METHOD(WideningFixture,
                 "what rows are told apart by is widened where equal stays "
                 "equal") {
  execute("CREATE DOMAIN raw.tiny AS smallint");
  const std::vector<Change> changes = {
      {"varchar(5)", "'ab  '", kString, "text"},
      {"varchar(5)[]", "'{ab,NULL}'", kStrings, "text[]"},
      {"integer[]", "'{1,2}'", kNumbers, "numeric[]"},
      {"numeric(5,2)", "1.50", kNumber, "numeric"},
      {"timestamptz(3)", "'2021-01-01 10:00:00.123+09'", kDateTime,
       "timestamp with time zone"},
      {"timetz(0)", "'10:00:00+05'", kTime, "time with time zone"},
      {"time(0)", "'10:00:00'", kTime, "time without time zone"},
      // Refused, and as it was.
      {"integer[]", "'{1,2}'", kStrings, "integer[]"},
      {"boolean", "true", kString, "boolean"},
      {"date", "'2021-02-03'", kString, "date"},
      {"timestamp(3)", "'2021-02-03'", kString,
       "timestamp(3) without time zone"},
      {"raw.tiny", "7", kNumber, "raw.tiny"},
  };
  for (const Change& change : changes) {
    INFO(change.type << " " << change.property);
    table(text::concat(change.type, " UNIQUE"), change.value);
    const std::string before = value_in_tokyo();
    const bool is_refused = type() == change.becomes;
    if (is_refused) {
      CHECK_THROWS_WITH(send(change.property),
                        contains("column \"v\": its type is"));
    } else {
      send(change.property);
    }
    CHECK(type() == change.becomes);
    CHECK(value_in_tokyo() == before);
    CHECK_THROWS_WITH(execute("INSERT INTO raw.t SELECT 2, v FROM raw.t"),
                      contains("t_v_key"));
    execute("DROP TABLE raw.t");
  }
}

TEST_CASE_METHOD(WideningFixture, "an included column is no part of a key") {
  table("integer", "7");
  execute("CREATE UNIQUE INDEX ON raw.t (id) INCLUDE (v)");
  send(kString);
  CHECK(type() == "text");
}

TEST_CASE_METHOD(WideningFixture, "a column keeps its collation") {
  execute(
      "CREATE COLLATION raw.ci (provider = icu, "
      "locale = 'und-u-ks-level2', deterministic = false); "
      "CREATE COLLATION raw.\"Odd one\" (provider = icu, locale = 'sv')");
  execute(
      "CREATE TABLE raw.t (v varchar(5) COLLATE raw.ci PRIMARY KEY, "
      "w varchar COLLATE raw.\"Odd one\", x varchar(5) COLLATE \"C\", "
      "y varchar(5)[] COLLATE \"C\")");
  execute("INSERT INTO raw.t VALUES ('ABC', 'old', 'old', '{old}')");
  const auto text = R"({"type":"string"})";
  schema("t",
         text::concat(R"("v":)", text, R"(,"w":)", text, R"(,"x":)", text,
                      R"(,"y":)", kStrings),
         "v");
  record("t", R"({"v":"abc","w":"new","x":"longer","y":["longer"]})");
  load();
  CHECK(query("SELECT v, w, x, y FROM raw.t") == "ABC new longer {longer}");
  CHECK(
      query("SELECT attname, format_type(atttypid, atttypmod), collname FROM "
            "pg_attribute JOIN pg_collation c ON c.oid = attcollation WHERE "
            "attrelid = 'raw.t'::regclass AND attname IN ('v', 'w', 'x', 'y') "
            "ORDER BY 1") ==
      "v text ci\nw character varying Odd one\nx text C\ny text[] C");
}

TEST_CASE_METHOD(WideningFixture, "an identity goes on counting") {
  execute(
      "CREATE TABLE raw.t (id bigint PRIMARY KEY, "
      "v integer GENERATED BY DEFAULT AS IDENTITY)");
  execute("INSERT INTO raw.t (id) VALUES (1)");
  SECTION("in a wider type") {
    send(kInteger);
    CHECK(type() == "bigint");
    execute("INSERT INTO raw.t (id) VALUES (2)");
    CHECK(query("SELECT v FROM raw.t ORDER BY id") == "1\n2");
  }
  SECTION("and is no text") {
    CHECK_THROWS_WITH(send(kString), contains("column \"v\" from integer"));
    CHECK(type() == "integer");
  }
}

TEST_CASE_METHOD(WideningFixture,
                 "what stands in the way is named, and stays") {
  std::string told;
  std::string property = kString;
  SECTION("a generated column") {
    table("integer", "7");
    execute(
        "ALTER TABLE raw.t ADD twice integer "
        "GENERATED ALWAYS AS (v * 2) STORED");
    told = "\"twice\"";
  }
  SECTION("a policy") {
    table("integer", "7");
    execute("CREATE POLICY odd ON raw.t USING (v % 2 = 1)");
    told = "policy odd";
  }
  SECTION("a check that texts cannot pass") {
    table("integer CHECK (v > 0)", "7");
    told = "operator does not exist: text > integer";
  }
  SECTION("an index that texts cannot have") {
    table("integer", "7");
    execute("CREATE INDEX ON raw.t (abs(v))");
    told = "abs(text)";
  }
  SECTION("a trigger of the column") {
    table("integer", "7");
    execute(
        "CREATE FUNCTION raw.f() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RETURN new; END'; CREATE TRIGGER odd BEFORE UPDATE OF v "
        "ON raw.t FOR EACH ROW EXECUTE FUNCTION raw.f()");
    told = "trigger odd";
  }
  SECTION("partitions by it") {
    execute("CREATE TABLE raw.t (id bigint, v integer) PARTITION BY LIST (v)");
    execute("CREATE TABLE raw.part PARTITION OF raw.t DEFAULT");
    execute("INSERT INTO raw.t VALUES (1, 7)");
    property = kInteger;
    told = "partition key";
  }
  SECTION("a partition's own table") {
    execute(
        "CREATE TABLE raw.whole (id bigint, v integer) "
        "PARTITION BY LIST (id)");
    execute("CREATE TABLE raw.t PARTITION OF raw.whole DEFAULT");
    execute("INSERT INTO raw.t VALUES (1, 7)");
    property = kInteger;
    told = "inherited column";
  }
  CHECK_THROWS_WITH(send(property), contains("column \"v\" from integer to ") &&
                                        contains(told) &&
                                        contains("drop what stands"));
  CHECK(type() == "integer");
  CHECK(value() == "7");
}

TEST_CASE_METHOD(WideningFixture, "each ALTER is told, with its statement") {
  table("integer", "7");
  const std::string told = captured([&] {
    schema("t",
           text::concat(R"("id":{"type":"integer"},"w":)", kString, R"(,"v":)",
                        kNumber),
           "id");
  });
  CHECK_THAT(told,
             contains("| INFO     |") &&
                 contains("changed table \"raw\".\"t\", column \"v\" from "
                          "integer to numeric: ALTER TABLE \"raw\".\"t\" ADD "
                          "COLUMN IF NOT EXISTS \"w\" text, ALTER COLUMN \"v\" "
                          "TYPE numeric USING \"v\"::numeric"));
  CHECK(captured([&] {
          schema("t", text::concat(R"("id":{"type":"integer"},"v":)", kNumber),
                 "id");
        }).empty());
}

TEST_CASE_METHOD(WideningFixture, "a longer limit rewrites no table") {
  execute(
      "CREATE TABLE raw.t (id bigint PRIMARY KEY, v varchar(5), "
      "at timestamptz(3))");
  schema("t", R"("id":{"type":"integer"})", "id");
  const std::string file = query("SELECT pg_relation_filenode('raw.t')");
  schema("t",
         text::concat(R"("id":{"type":"integer"},"v":)", kString, R"(,"at":)",
                      kDateTime),
         "id");
  CHECK(type() == "text");
  CHECK(query("SELECT pg_relation_filenode('raw.t')") == file);
}
