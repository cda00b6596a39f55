#include "table/replacement.hpp"

#include "catch.hpp"
#include "schema_message.hpp"
#include "table/reference.hpp"
#include "table/side_table.hpp"

using catching::contains;

namespace {

const std::string kEqual = "OPERATOR(pg_catalog.=)";

struct Tables {
  explicit Tables(std::vector<std::string> keys, bool metadata = false)
      : table(table::design_table(
                  schema_message("t",
                                 R"({"properties":{"id":{"type":"string"},)"
                                 R"("n":{"type":"integer"}}})",
                                 std::move(keys)),
                  {"raw", metadata, true, {}})
                  .table),
        side(table) {
    side.name = table::side_table_names(table).front();
    have.kind = table::ExistingTable::Kind::kTable;
    have.columns = {
        {"id", table::parse_type("text"), true, false, false, {}},
        {"n", table::parse_type("bigint"), false, false, false, {}}};
    have.unique_keys = {{"id"}};
  }

  table::Replacement replacement(const std::vector<std::string>& equal) const {
    return {table, have, side, have, equal};
  }

  table::Table table;
  table::Table side;
  table::ExistingTable have;
};

}  // namespace

TEST_CASE("a side table has the table's types") {
  Tables tables({"id"});
  CHECK(table::side_table_names(tables.table)[1].name() == "t__new_2");
  tables.have.columns[0].type = table::parse_type("citext");
  tables.have.columns[1].type = table::parse_type("numeric(5,2)");
  const auto create = [&] {
    return table::create_side_table(
        table::side_table_shape(tables.side, tables.have), tables.have,
        tables.table);
  };
  CHECK(create() ==
        std::vector<std::string>{
            R"(CREATE TABLE "raw"."t__new" ("id" citext, "n" numeric(5,2), )"
            R"(PRIMARY KEY ("id")))",
            R"(COMMENT ON TABLE "raw"."t__new" IS 'Rows of a run of )"
            R"(target-postgres-cpp that overwrites "raw"."t"; dropped by the )"
            R"(next one')"});
  SECTION("but for keys that have no unique index") {
    tables.have.unique_keys.clear();
    CHECK_THAT(create()[0], contains(R"("id" text, "n" numeric(5,2))"));
  }
  SECTION("and a key's collation, where unlike texts are equal") {
    tables.have.columns[0].type = table::parse_type("text");
    tables.have.columns[0].loose_collation = "public.ci";
    CHECK_THAT(create()[0], contains(R"("id" text COLLATE public.ci,)"));
  }
}

TEST_CASE("a side table follows its table's types") {
  Tables tables({"id"});
  const auto adapt = [&](const char* type) {
    table::ExistingTable now = tables.have;
    now.columns[1].type = table::parse_type(type);
    return table::adapt_side_table(table::side_table_shape(tables.side, now),
                                   tables.have);
  };
  CHECK(adapt("bigint").empty());
  CHECK(adapt("numeric") ==
        std::vector<std::string>{
            R"(ALTER TABLE "raw"."t__new" ALTER COLUMN "n" TYPE numeric USING )"
            R"("n"::numeric)"});
  CHECK_THROWS_WITH(adapt("date"),
                    contains("\"n\" became date") && contains("run again"));
  tables.have.columns.pop_back();
  CHECK(table::adapt_side_table(tables.side, tables.have) ==
        std::vector<std::string>{
            R"(ALTER TABLE "raw"."t__new" ADD COLUMN "n" bigint)"});
}

TEST_CASE("a comment tells a side table") {
  const Tables tables({"id"});
  CHECK(table::is_side_table_mark(table::side_table_mark(tables.table)));
  CHECK(table::is_side_table_mark(table::replaced_mark(tables.table)));
  CHECK_FALSE(table::is_side_table_mark("Rows of mine"));
  CHECK_FALSE(table::is_side_table_mark(""));
}

TEST_CASE("replacing by difference") {
  const Tables tables({"id"});
  const auto replacement = tables.replacement({kEqual});
  REQUIRE(replacement.is_by_difference());
  CHECK(replacement.remove() ==
        std::vector<std::string>{
            R"(DELETE FROM ONLY "raw"."t" AS t WHERE NOT EXISTS (SELECT FROM )"
            R"("raw"."t__new" AS s WHERE t."id" OPERATOR(pg_catalog.=) )"
            R"(s."id"))"});
  CHECK(replacement.update() ==
        std::vector<std::string>{
            R"(UPDATE ONLY "raw"."t" AS t SET "id" = s."id", "n" = s."n" FROM )"
            R"("raw"."t__new" AS s WHERE t."id" OPERATOR(pg_catalog.=) s."id" )"
            R"(AND ROW(t."id", t."n")::record OPERATOR(pg_catalog.*<>) )"
            R"(ROW(s."id", s."n")::record)"});
  CHECK(replacement.insert() ==
        R"(INSERT INTO "raw"."t" ("id", "n") SELECT s."id", s."n" FROM )"
        R"("raw"."t__new" AS s WHERE NOT EXISTS (SELECT FROM ONLY "raw"."t" )"
        R"(AS t WHERE t."id" OPERATOR(pg_catalog.=) s."id"))");
}

TEST_CASE("the target's own columns are no difference, but for two") {
  Tables tables({"id"}, true);
  const auto update = tables.replacement({kEqual}).update();
  REQUIRE(update.size() == 2);
  CHECK_THAT(update[0], contains(R"(ROW(t."id", t."n", t."_sdc_deleted_at"))"));
  CHECK_THAT(update[1],
             contains(R"(SET "_sdc_table_version" = s."_sdc_table_version")"));
}

TEST_CASE("without keys all rows are replaced, but not those of other tables") {
  Tables tables({});
  CHECK(tables.replacement({}).remove() ==
        std::vector<std::string>{R"(DELETE FROM ONLY "raw"."t")"});
  CHECK(tables.replacement({}).insert() ==
        R"(INSERT INTO "raw"."t" ("id", "n") SELECT s."id", s."n" FROM )"
        R"("raw"."t__new" AS s)");
  tables.have.is_partitioned = true;
  CHECK(tables.replacement({}).remove() ==
        std::vector<std::string>{R"(DELETE FROM "raw"."t")"});
}

TEST_CASE("without a unique index one row of each key stays") {
  Tables tables({"id"});
  tables.have.unique_keys.clear();
  const auto remove = tables.replacement({kEqual}).remove();
  REQUIRE(remove.size() == 2);
  CHECK_THAT(remove[1], contains("d.number > 1"));
}

TEST_CASE("rows that refer to what goes are looked for") {
  const Tables tables({"id"});
  table::Reference reference;
  reference.table = "\"raw\".\"notes\"";
  reference.parts = {{"a", "n", kEqual, ""}};
  const auto replacement = tables.replacement({kEqual});
  CHECK(
      find_removed(replacement, reference, referring_rows(reference)) ==
      R"(SELECT pg_catalog.concat('(n)=(', pg_catalog.concat_ws(', ', )"
      R"(t."n"), ')') FROM ONLY "raw"."t" AS t JOIN ONLY "raw"."notes" AS r )"
      R"(ON t."n" OPERATOR(pg_catalog.=) r."a" WHERE NOT EXISTS (SELECT FROM )"
      R"("raw"."t__new" AS s WHERE t."id" OPERATOR(pg_catalog.=) s."id") )"
      R"(LIMIT 1)");
  CHECK_THAT(*find_changed(replacement, reference, ""),
             contains(R"(ROW(t."n")::record OPERATOR(pg_catalog.*<>))"));
  reference.parts = {{"a", "own", kEqual, ""}};
  CHECK_FALSE(find_changed(replacement, reference, ""));
}
