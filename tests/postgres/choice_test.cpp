#include "table/choice.hpp"

#include <string>
#include <vector>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "load_fixture.hpp"
#include "singer/protocol_error.hpp"
#include "text/concat.hpp"

// A property that may be of several kinds: what becomes of a new column, and of
// one that was made for the first kind alone.

using catching::contains;

namespace {

constexpr auto kDateTimeOrText =
    R"({"anyOf":[{"type":"string","format":"date-time"},)"
    R"({"type":["string","null"]}]})";
constexpr auto kUnsigned =
    R"({"type":["null","integer"],"minimum":0,"maximum":18446744073709551615})";
constexpr auto kIntegersOrText =
    R"({"anyOf":[{"type":"array","items":{"type":"integer"}},)"
    R"({"type":"string"}]})";

struct ChoiceFixture : LoadFixture {
  ChoiceFixture() { execute("CREATE SCHEMA raw"); }

  void table(const std::string& type) {
    execute(text::concat("CREATE TABLE raw.t (id bigint PRIMARY KEY, v ", type,
                         ")"));
  }
  void send(const std::string& property) {
    schema("t", text::concat(R"("id":{"type":"integer"},"v":)", property),
           "id");
  }
  void value(int id, const std::string& value) {
    record("t", text::concat(R"({"id":)", id, R"(,"v":)", value, "}"));
  }
  std::string type() {
    return query(
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE "
        "attrelid = 'raw.t'::regclass AND attname = 'v'");
  }
  std::string values() { return query("SELECT v FROM raw.t ORDER BY id"); }
};

// The statement that an error tells to run.
std::string alter_in(const std::string& message) {
  const auto begin = message.find("ALTER TABLE");
  REQUIRE(begin != std::string::npos);
  return message.substr(begin);
}

}  // namespace

TEST_CASE_METHOD(ChoiceFixture, "a new column takes all that is allowed") {
  SECTION("date-times or any text") {
    send(kDateTimeOrText);
    value(1, R"("2021-01-01T00:00:00.000Z")");
    value(2, R"("4700-12-31 next")");
    load();
    CHECK(type() == "text");
    CHECK(values() == "2021-01-01T00:00:00.000Z\n4700-12-31 next");
  }
  SECTION("integers beyond 64 bits") {
    send(kUnsigned);
    value(1, "0");
    value(2, "18446744073709551615");
    load();
    CHECK(type() == "numeric");
    CHECK(values() == "0\n18446744073709551615");
  }
  SECTION("added to a table that is there") {
    schema("t", R"("id":{"type":"integer"})", "id");
    send(kUnsigned);
    CHECK(type() == "numeric");
  }
}

TEST_CASE_METHOD(ChoiceFixture, "a column that is there stays") {
  struct Case {
    const char* type;
    const char* property;
    const char* fits;
    const char* refused;
    const char* told;
    const char* altered;
    const char* afterwards;
  };
  const std::vector<Case> cases = {
      {"timestamp without time zone", kDateTimeOrText,
       R"("2021-01-01T01:00:00.500+01:00")", R"("some day")",
       "column \"v\" is timestamp without time zone", "text",
       "2021-01-01T00:00:00.5Z\nsome day"},
      {"timestamp with time zone", kDateTimeOrText,
       R"("2021-01-01T01:00:00+01:00")", R"("some day")",
       "column \"v\" is timestamp with time zone", "text",
       "2021-01-01T00:00:00Z\nsome day"},
      {"bigint", kUnsigned, "9223372036854775807", "18446744073709551615",
       "column \"v\" is bigint", "numeric",
       "9223372036854775807\n18446744073709551615"},
      {"bigint[]", kIntegersOrText, "[1,2]", R"("none")",
       "column \"v\" is bigint[]", "jsonb", "[1, 2]\n\"none\""},
  };
  for (const Case& each : cases) {
    INFO(each.type);
    table(each.type);
    send(each.property);
    CHECK(type() == each.type);
    value(1, each.fits);
    std::string message;
    try {
      value(2, each.refused);
    } catch (const singer::ProtocolError& error) {
      message = error.what();
    }
    CHECK_THAT(message,
               contains("property 'v'") && contains(each.told) &&
                   contains("ALTER TABLE \"raw\".\"t\" ALTER COLUMN \"v\""));
    load();
    CHECK(type() == each.type);
    // What it says to do does it.
    execute(alter_in(message));
    send(each.property);
    value(2, each.refused);
    load();
    CHECK(type() == each.altered);
    CHECK(values() == each.afterwards);
    execute("DROP TABLE raw.t");
  }
}

TEST_CASE_METHOD(ChoiceFixture, "no ALTER is told that would not help") {
  table("timestamp without time zone");
  send(kDateTimeOrText);
  CHECK_THROWS_WITH(
      value(1, R"("no text\u0000")"),
      contains("is no ISO 8601 date-time") && !contains("ALTER TABLE"));
}

TEST_CASE_METHOD(ChoiceFixture, "a view does not stand in the way") {
  table("timestamp without time zone");
  execute("CREATE VIEW raw.w AS SELECT v FROM raw.t");
  send(kDateTimeOrText);
  value(1, R"("2021-01-01T00:00:00Z")");
  load();
  CHECK(values() == "2021-01-01 00:00:00");
}

TEST_CASE_METHOD(ChoiceFixture, "a column made by hand for more takes it") {
  table("numeric(20,0)");
  send(kUnsigned);
  value(1, "18446744073709551615");
  load();
  CHECK(type() == "numeric(20,0)");
  CHECK(values() == "18446744073709551615");
}

TEST_CASE_METHOD(ChoiceFixture, "a key that is there stays, and is found") {
  execute(
      "CREATE TABLE raw.t (v timestamp PRIMARY KEY, n bigint); "
      "INSERT INTO raw.t VALUES ('2021-01-01', 1)");
  schema("t", text::concat(R"("v":)", kDateTimeOrText, R"(,"n":{})"), "v");
  record("t", R"({"v":"2021-01-01T01:00:00+01:00","n":2})");
  load();
  CHECK(query("SELECT v, n FROM raw.t") == "2021-01-01 00:00:00 2");
  CHECK_THROWS_WITH(record("t", R"({"v":"some day","n":3})"),
                    contains("it is a key: one that the tap spells in another "
                             "way is then another row"));
}
