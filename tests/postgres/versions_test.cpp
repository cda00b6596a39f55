#include "catch.hpp"
#include "load_fixture.hpp"
#include "text/concat.hpp"

namespace {

constexpr auto kProperties =
    R"("id":{"type":"integer"},"_sdc_deleted_at":{"type":["string","null"],)"
    R"("format":"date-time"})";

std::string version(int number) {
  return text::concat(",\"version\":", number);
}

std::string rows(LoadFixture& fixture) {
  return fixture.query(
      "SELECT id, _sdc_deleted_at IS NOT NULL FROM raw.t ORDER BY id");
}

void load_two_versions(LoadFixture& fixture) {
  fixture.schema("t", kProperties, "id");
  fixture.record("t", R"({"id":1})");
  fixture.record("t", R"({"id":2})", version(1));
  fixture.record("t", R"({"id":3})", version(1));
  fixture.load();
  fixture.record("t", R"({"id":3})", version(2));
  fixture.activate("t", 2);
  fixture.load();
}

}  // namespace

TEST_CASE_METHOD(LoadFixture, "a version marks the rows of older ones") {
  load_two_versions(*this);
  CHECK(rows(*this) == "1 t\n2 t\n3 f");
}

TEST_CASE_METHOD(LoadFixture, "a version deletes them under hard_delete") {
  auto changed = options();
  changed.hard_delete = true;
  use(changed);
  load_two_versions(*this);
  CHECK(rows(*this) == "3 f");
}

TEST_CASE_METHOD(LoadFixture, "versions leave tables that inherit alone") {
  auto changed = options();
  SECTION("marking") {}
  SECTION("deleting") {
    changed.hard_delete = true;
    use(changed);
  }
  schema("t", kProperties, "id");
  execute("CREATE TABLE raw.child () INHERITS (raw.t)");
  execute("INSERT INTO raw.child (id) VALUES (7)");
  load_two_versions(*this);
  CHECK(query("SELECT id, _sdc_deleted_at FROM raw.child") == "7 -");
}

TEST_CASE_METHOD(LoadFixture, "a merge leaves tables that inherit alone") {
  execute("CREATE SCHEMA raw");
  execute("CREATE TABLE raw.t (id bigint, text text)");
  execute("CREATE TABLE raw.child () INHERITS (raw.t)");
  execute("INSERT INTO raw.child VALUES (1, 'own')");
  for (const char* text : {"first", "second"}) {
    schema("t", R"("id":{"type":"integer"},"text":{"type":"string"})", "id");
    record("t", text::concat(R"({"id":1,"text":")", text, "\"}"));
    load();
  }
  CHECK(query("SELECT text FROM ONLY raw.t") == "second");
  CHECK(query("SELECT text FROM raw.child") == "own");
}

TEST_CASE_METHOD(LoadFixture, "a mark stays as it was, until the row returns") {
  load_two_versions(*this);
  const std::string mark = "SELECT _sdc_deleted_at FROM raw.t WHERE id = 2";
  const auto first = query(mark);
  activate("t", 3);
  load();
  CHECK(query(mark) == first);
  record("t", R"({"id":2})", version(3));
  load();
  CHECK(query(mark) == "-");
}

TEST_CASE_METHOD(LoadFixture, "a record may carry its own deletion") {
  const std::string deleted =
      R"({"id":2,"_sdc_deleted_at":"2024-01-01T00:00:00Z"})";
  auto changed = options();
  SECTION("marked") {
    schema("t", kProperties, "id");
    record("t", R"({"id":1})");
    record("t", deleted);
    load();
    CHECK(rows(*this) == "1 f\n2 t");
  }
  SECTION("deleted under hard_delete") {
    changed.hard_delete = true;
    use(changed);
    schema("t", kProperties, "id");
    record("t", R"({"id":1})");
    record("t", R"({"id":2})");
    load();
    CHECK(rows(*this) == "1 f\n2 f");
    record("t", deleted);
    load();
    CHECK(rows(*this) == "1 f");
  }
}

TEST_CASE_METHOD(LoadFixture, "a batch deletes what its last records say") {
  auto changed = options();
  changed.hard_delete = true;
  use(changed);
  const auto deletion = [](int id) {
    return text::concat(R"({"id":)", id,
                        R"(,"_sdc_deleted_at":"2024-01-01T00:00:00Z"})");
  };
  SECTION("with keys, into an empty table and into a full one") {
    schema("t", kProperties, "id");
    for (int round = 0; round < 2; ++round) {
      record("t", R"({"id":1})");
      record("t", R"({"id":2})");
      record("t", deletion(1));
      record("t", deletion(3));
      record("t", R"({"id":3})");
      record("t", deletion(4));
      const auto report = load();
      CHECK(report[0].deleted == 2);
      CHECK(report[0].superseded == 2);
      CHECK(rows(*this) == "2 f\n3 f");
    }
  }
  SECTION("by keys without a unique index") {
    execute("CREATE SCHEMA raw");
    execute("CREATE TABLE raw.t (id bigint)");
    execute("INSERT INTO raw.t VALUES (1), (2), (2)");
    schema("t", kProperties, "id");
    record("t", deletion(2));
    CHECK(load()[0].deleted == 1);
    CHECK(rows(*this) == "1 f");
  }
  SECTION("without keys its own records alone") {
    schema("t", kProperties);
    record("t", R"({"id":1})");
    load();
    record("t", deletion(1));
    record("t", R"({"id":2})");
    const auto report = load();
    CHECK(report[0].superseded == 0);
    CHECK(report[0].deleted == 0);
    CHECK(report[0].left_out == 1);
    CHECK(rows(*this) == "1 f\n2 f");
  }
  SECTION("and leaves what was marked before") {
    schema("t", kProperties, "id");
    record("t", R"({"id":1})");
    load();
    execute("UPDATE raw.t SET _sdc_deleted_at = now()");
    record("t", deletion(2));
    load();
    CHECK(rows(*this) == "1 t");
  }
}
