#include "table/statements.hpp"

#include "catch.hpp"
#include "schema_message.hpp"

namespace {

using table::KeyOrder;

table::Table stream(std::vector<std::string> keys, bool metadata = false) {
  return table::design_table(
             schema_message("t",
                            R"({"properties":{"id":{"type":"string"},)"
                            R"("n":{"type":"integer"}}})",
                            std::move(keys)),
             {"raw", metadata, true, {}})
      .table;
}

table::ExistingTable same_types() {
  table::ExistingTable existing;
  existing.kind = table::ExistingTable::Kind::kTable;
  existing.columns = {
      {"id", table::parse_type("text"), true, false, false, {}},
      {"n", table::parse_type("bigint"), false, false, false, {}}};
  return existing;
}

}  // namespace

TEST_CASE("COPY") {
  CHECK(table::copy_into_table(stream({})) ==
        R"(COPY "raw"."t" ("id", "n") FROM STDIN (FORMAT binary))");
  CHECK(table::copy_into_staging(stream({})) ==
        R"(COPY "staging_3_raw.t" ("id", "n") FROM STDIN (FORMAT binary))");
}

TEST_CASE("staging tables of different tables never share a name") {
  table::Table first = stream({});
  table::Table second = stream({});
  first.schema = table::Identifier::of("a.b");
  first.name = table::Identifier::of("c");
  second.schema = table::Identifier::of("a");
  second.name = table::Identifier::of("b.c");
  CHECK(staging_name(first) != staging_name(second));
}

TEST_CASE("merging by index costs no more than is not known") {
  const auto merge = [](KeyOrder order) {
    return table::merge_by_index(stream({"id"}), same_types(), order);
  };
  CHECK(merge(KeyOrder::kAscending) ==
        R"(INSERT INTO "raw"."t" AS t ("id", "n") SELECT "id", "n" FROM )"
        R"("staging_3_raw.t" ON CONFLICT ("id") DO UPDATE SET )"
        R"("n" = EXCLUDED."n")");
  CHECK(merge(KeyOrder::kUnique) ==
        R"(INSERT INTO "raw"."t" AS t ("id", "n") SELECT "id", "n" FROM )"
        R"("staging_3_raw.t" ORDER BY "id" COLLATE "C" ON CONFLICT ("id") )"
        R"(DO UPDATE SET "n" = EXCLUDED."n")");
  CHECK(merge(KeyOrder::kUnknown) ==
        R"(INSERT INTO "raw"."t" AS t ("id", "n") SELECT "id", "n" FROM )"
        R"((SELECT DISTINCT ON ("id" COLLATE "C") * FROM "staging_3_raw.t" )"
        R"(ORDER BY "id" COLLATE "C", ctid DESC) AS latest ON CONFLICT )"
        R"(("id") DO UPDATE SET "n" = EXCLUDED."n")");
}

TEST_CASE("a key that is cast is compared as what it becomes") {
  auto existing = same_types();
  existing.columns[0].type = table::parse_type("citext");
  CHECK_THAT(
      table::merge_by_index(stream({"id"}), existing, KeyOrder::kAscending),
      catching::contains(R"(DISTINCT ON ("id"::citext))"));
}

TEST_CASE("a key of a loose collation is compared by that") {
  auto existing = same_types();
  existing.columns[0].loose_collation = "public.ci";
  CHECK_THAT(
      table::merge_by_index(stream({"id"}), existing, KeyOrder::kAscending),
      catching::contains(R"(DISTINCT ON ("id" COLLATE public.ci))"));
}

TEST_CASE("a table of keys alone has nothing to update") {
  CHECK_THAT(table::merge_by_index(stream({"id", "n"}), same_types(),
                                   KeyOrder::kAscending),
             catching::contains(R"(ON CONFLICT ("id", "n") DO NOTHING)"));
  CHECK(table::merge_by_join(stream({"id", "n"}), same_types(),
                             KeyOrder::kAscending)
            .size() == 1);
}

TEST_CASE("merging without an index") {
  const auto statements =
      table::merge_by_join(stream({"id"}), same_types(), KeyOrder::kUnique);
  CHECK(statements ==
        std::vector<std::string>{
            R"(UPDATE ONLY "raw"."t" AS t SET "n" = s."n" FROM (SELECT * FROM )"
            R"("staging_3_raw.t") AS s WHERE t."id" = s."id")",
            R"(INSERT INTO "raw"."t" ("id", "n") SELECT s."id", s."n" FROM )"
            R"((SELECT * FROM "staging_3_raw.t") AS s WHERE NOT EXISTS )"
            R"((SELECT FROM ONLY "raw"."t" AS t WHERE t."id" = s."id"))"});
}

TEST_CASE("versions") {
  const auto table = stream({"id"}, true);
  CHECK(table::delete_old_versions(table, same_types(), 7) ==
        R"(DELETE FROM ONLY "raw"."t" WHERE ("_sdc_table_version" IS NULL OR )"
        R"("_sdc_table_version" < 7))");
  CHECK(table::mark_old_versions(table, same_types(), 7) ==
        R"(UPDATE ONLY "raw"."t" SET "_sdc_deleted_at" = clock_timestamp() AT )"
        R"(TIME ZONE 'UTC' WHERE ("_sdc_table_version" IS NULL OR )"
        R"("_sdc_table_version" < 7) AND "_sdc_deleted_at" IS NULL)");
  CHECK(
      table::delete_marked(table, same_types(), 3) ==
      R"(DELETE FROM ONLY "raw"."t" AS t USING (SELECT * FROM "staging_3_raw.t" )"
      R"(WHERE "_sdc_deleted_at" IS NOT NULL LIMIT 3) AS s WHERE )"
      R"(t."_sdc_deleted_at" IS NOT NULL AND t."id" = s."id")");
}
