#include "table/storage.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "load_fixture.hpp"
#include "text/concat.hpp"

// What becomes of records in columns of types that no stream asks for.

using catching::contains;

namespace {

constexpr auto kString = R"({"type":["string","null"]})";
constexpr auto kNumber = R"({"type":["number","null"]})";
constexpr auto kInteger = R"({"type":["integer","null"]})";
constexpr auto kDate = R"({"type":"string","format":"date"})";
constexpr auto kDateTime = R"({"type":["string","null"],"format":"date-time"})";
constexpr auto kTime = R"({"type":["string","null"],"format":"time"})";
constexpr auto kUuid = R"({"type":"string","format":"uuid"})";
constexpr auto kObject = R"({"type":["object","string"]})";
constexpr auto kNumbers = R"({"type":"array","items":{"type":"number"}})";
constexpr auto kStrings = R"({"type":"array","items":{"type":"string"}})";

struct StorageFixture : LoadFixture {
  StorageFixture() {
    execute(
        "CREATE SCHEMA raw; CREATE TYPE raw.mood AS ENUM ('sad', 'happy'); "
        "CREATE DOMAIN raw.feeling AS raw.mood; "
        "CREATE DOMAIN raw.word AS varchar(5); "
        "CREATE DOMAIN raw.code AS char(3); "
        "CREATE DOMAIN raw.label AS text; "
        "CREATE DOMAIN raw.tiny AS smallint; "
        "CREATE DOMAIN raw.price AS numeric(5,2); "
        "CREATE DOMAIN raw.ratio AS real; "
        "CREATE DOMAIN raw.moment AS timestamp(3); "
        "CREATE DOMAIN raw.instant AS timestamptz(3); "
        "CREATE DOMAIN raw.hour AS time(0); "
        "CREATE DOMAIN raw.zoned AS timetz(0); "
        "CREATE EXTENSION citext SCHEMA raw");
  }

  void table(const std::string& type) {
    execute(text::concat("CREATE TABLE raw.t (id bigint PRIMARY KEY, v ", type,
                         ")"));
  }
  void send(const std::string& property, const std::string& value) {
    schema("t", text::concat(R"("id":{"type":"integer"},"v":)", property),
           "id");
    record("t", text::concat(R"({"id":1,"v":)", value, "}"));
    load();
  }
  std::string type() {
    return query(
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE "
        "attrelid = 'raw.t'::regclass AND attname = 'v'");
  }
};

struct Case {
  const char* type;
  const char* property;
  const char* value;
  const char* stored;  // "": refused, by the value
};

}  // namespace

TEST_CASE_METHOD(StorageFixture, "a column that stays holds what was sent") {
  const std::vector<Case> cases = {
      // Numbers keep their value.
      {"numeric(5,2)", kInteger, "7", "7.00"},
      {"double precision", kInteger, "9007199254740993", ""},
      {"double precision", kInteger, "9007199254740992",
       "9.007199254740992e+15"},
      {"double precision", kNumber, "0.1", "0.1"},
      {"double precision", kNumber, "0.10", "0.1"},
      {"double precision", kNumber, "1e20", "1e+20"},
      {"double precision", kNumber, "NaN", "NaN"},
      {"double precision", kNumber, "0.12345678901234567890", ""},
      {"double precision", kNumber, "1e400", ""},
      {"real", kNumber, "0.1", "0.1"},
      {"real", kNumber, "16777216", "1.6777216e+07"},
      {"real", kNumber, "16777217", ""},
      {"real", kInteger, "16777217", ""},
      {"raw.ratio", kNumber, "0.25", "0.25"},
      {"raw.ratio", kNumber, "0.123456789", ""},
      {"raw.tiny", kInteger, "32767", "32767"},
      {"raw.tiny", kInteger, "32768", ""},
      {"raw.price", kNumber, "1.25", "1.25"},
      {"raw.price", kNumber, "1.239", ""},
      {"raw.price", kNumber, "1000", ""},
      // Texts keep their characters, those at the end too.
      {"raw.word", kString, R"("ab   ")", "ab   "},
      {"raw.word", kString, R"("abcde ")", ""},
      {"raw.word", kString, R"("abcdef")", ""},
      {"char(3)", kString, R"("ab")", "ab "},
      {"char(3)", kString, R"("abc")", "abc"},
      {"char(3)", kString, R"("")", "   "},
      {"char(3)", kString, R"("ab ")", ""},
      {"char(3)", kString, R"("abc ")", ""},
      {"char(3)", kString, R"("abcd")", ""},
      {"raw.code", kString, R"("abcd")", ""},
      {"raw.citext", kString, R"("aB")", "aB"},
      {"raw.citext[]", kStrings, R"(["aB",null])", "{aB,NULL}"},
      {"raw.mood", kString, R"("sad")", "sad"},
      {"raw.mood", kString, R"("Sad")", ""},
      {"raw.feeling", kString, R"("sad")", "sad"},
      {"raw.feeling", kString, R"("Sad")", ""},
      {"inet", kString, R"("10.0.0.1")", "10.0.0.1"},
      {"inet", kString, R"("10.0.0.256")", ""},
      {"cidr", kString, R"("10.0.0.1/8")", ""},
      {"int4range", kString, R"j("[1,4)")j", "[1,4)"},
      {"xml", kString, R"("<a/>")", "<a/>"},
      // Text columns take anything as it was sent.
      {"text", kNumber, "1.50", "1.50"},
      {"text", kNumber, "1e2", "1e2"},
      {"text", kDateTime, R"("2021-01-01T10:00:00.50+02:00")",
       "2021-01-01T10:00:00.50+02:00"},
      {"text", kUuid, R"("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11")",
       "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"},
      {"text", kObject, R"({"b":1, "a":"x"})", R"({"b":1, "a":"x"})"},
      {"text", kObject, R"("x")", "x"},
      {"text", kNumbers, "[1, 1.50]", "[1, 1.50]"},
      {"text[]", kNumbers, "[1, 1.50]", "{1,1.50}"},
      {"varchar", kNumber, "1.50", "1.50"},
      {"raw.word", kNumber, "1.50", "1.50"},
      {"raw.word", kNumber, "123456", ""},
      {"raw.label", kTime, R"("T10:00")", "T10:00"},
      // jsonb takes times as JSON strings, as they were sent.
      {"jsonb", kDateTime, R"("2021-01-01T10:00:00+02:00")",
       R"("2021-01-01T10:00:00+02:00")"},
      {"jsonb", kNumber, "1.50", "1.50"},
      {"json", kObject, R"({"a":1})", R"({"a": 1})"},
      // Instants and times of day keep their digits and their zone.
      {"timestamp(3)", kDate, R"("2021-02-03")", "2021-02-03 00:00:00"},
      {"timestamptz(0)", kDate, R"("2021-02-03")", "2021-02-03 00:00:00+00"},
      {"timestamptz", kDateTime, R"("2021-01-01T10:00:00.123456+09:00")",
       "2021-01-01 01:00:00.123456+00"},
      {"raw.moment", kDateTime, R"("2021-01-01T10:00:00.123Z")",
       "2021-01-01 10:00:00.123"},
      {"raw.moment", kDateTime, R"("2021-01-01T10:00:00.1234Z")", ""},
      {"raw.instant", kDateTime, R"("2021-01-01T10:00:00.123+09:00")",
       "2021-01-01 01:00:00.123+00"},
      {"raw.instant", kDateTime, R"("2021-01-01T10:00:00.1234Z")", ""},
      {"raw.hour", kTime, R"("10:00:00")", "10:00:00"},
      {"raw.hour", kTime, R"("10:00:00.5")", ""},
      {"timetz", kTime, R"("10:00:00.5+05:30")", "10:00:00.5+05:30"},
      {"timetz", kTime, R"("10:00:00-08:00")", "10:00:00-08"},
      {"timetz", kTime, R"("10:00:00")", "10:00:00+00"},
      {"raw.zoned", kTime, R"("10:00:00+05:00")", "10:00:00+05"},
      {"raw.zoned", kTime, R"("10:00:00.5+05:00")", ""},
  };
  for (const Case& each : cases) {
    INFO(each.type << " " << each.property << " " << each.value);
    table(each.type);
    const std::string type_before = type();
    if (*each.stored == '\0') {
      CHECK_THROWS_WITH(send(each.property, each.value),
                        contains(", column 'v', value ") &&
                            contains("stream 't', table \"raw\".\"t\", key "
                                     "id=1") &&
                            contains("(SQLSTATE 22"));
      CHECK(query("SELECT count(*) FROM raw.t") == "0");
    } else {
      send(each.property, each.value);
      CHECK(query("SELECT format('%s', v) FROM raw.t") == each.stored);
    }
    CHECK(type() == type_before);
    execute("DROP TABLE raw.t");
  }
}

TEST_CASE_METHOD(StorageFixture, "a key is found however it is spelled") {
  const auto both = [&](const std::string& type, const std::string& property,
                        const std::string& first, const std::string& second) {
    execute(text::concat("CREATE TABLE raw.t (k ", type,
                         " PRIMARY KEY, v bigint)"));
    schema("t", text::concat(R"("v":{"type":"integer"},"k":)", property), "k");
    record("t", text::concat(R"({"v":1,"k":)", first, "}"));
    load();
    record("t", text::concat(R"({"v":2,"k":)", second, "}"));
    record("t", text::concat(R"({"v":3,"k":)", first, "}"));
    load();
    CHECK(query("SELECT v FROM raw.t") == "3");
  };
  SECTION("a uuid that the stream calls a string") {
    both("uuid", R"({"type":"string"})",
         R"("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11")",
         R"("a0eebc999c0b4ef8bb6d6bb9bd380a11")");
  }
  SECTION("an instant with its zone") {
    both("timestamptz", kDateTime, R"("2021-01-01T10:00:00+09:00")",
         R"("2021-01-01T01:00:00Z")");
  }
  SECTION("an instant with its zone and fewer digits") {
    both("timestamptz(3)", kDateTime, R"("2021-01-01T10:00:00.5+09:00")",
         R"("2021-01-01T01:00:00.500Z")");
  }
  SECTION("a date in a column of instants") {
    both("timestamptz(3)", kDate, R"("2021-01-01")", R"("20210101")");
  }
  SECTION("a number in a column of floats") {
    both("double precision", R"({"type":"number"})", "0.1", "0.10");
  }
  SECTION("citext") {
    both("raw.citext", R"({"type":"string"})", R"("abc")", R"("ABC")");
  }
  SECTION("an address") {
    both("inet", R"({"type":"string"})", R"("10.0.0.1")", R"("10.0.0.1/32")");
  }
  SECTION("text of fixed length") {
    both("char(5)", R"({"type":"string"})", R"("abc")", R"("abc")");
  }
}

TEST_CASE_METHOD(StorageFixture,
                 "values keep their digits whatever a role says") {
  for (const char* const setting :
       {"extra_float_digits = -15", "bytea_output = 'escape'",
        "xmlbinary = hex", "xmloption = document", "array_nulls = off",
        "DateStyle = 'SQL, DMY'", "IntervalStyle = 'iso_8601'",
        "TimeZone = 'Asia/Kathmandu'"}) {
    execute(text::concat("ALTER DATABASE ", database(), " SET ", setting));
  }
  execute(
      "CREATE TABLE raw.t (id bigint PRIMARY KEY, f double precision, "
      "d date, at timestamp, z timestamptz(3), n numeric)");
  execute(
      "INSERT INTO raw.t VALUES (1, 0.1, '2024-02-03', "
      "'2024-02-03 04:05:06.123456', '2024-02-03 04:05:06Z', 1.50)");
  schema("t",
         text::concat(R"("id":{"type":"integer"},"f":)", kNumber, R"(,"d":)",
                      kString, R"(,"at":)", kString, R"(,"z":)", kDateTime,
                      R"(,"n":)", kString),
         "id");
  record("t", R"({"id":2,"f":0.30000000000000004,"d":"x","at":"x",)"
              R"("z":"2024-02-03T04:05:06.5Z","n":"x"})");
  load();
  CHECK(query("SELECT f, d, at, z AT TIME ZONE 'UTC', n FROM raw.t "
              "ORDER BY id") ==
        "0.1 2024-02-03 2024-02-03T04:05:06.123456Z 2024-02-03 04:05:06 1.50\n"
        "0.30000000000000004 x x 2024-02-03 04:05:06.5 x");
}
