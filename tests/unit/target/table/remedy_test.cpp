#include "table/remedy.hpp"

#include "catch.hpp"

using table::parse_type;

namespace {

std::string remedy(const char* loaded, const char* first, const char* any,
                   bool is_key = false) {
  table::Table table;
  table.schema = table::Identifier::of("raw");
  table.name = table::Identifier::of("t");
  table::Column column{table::Identifier::of("c"), parse_type(loaded), "c"};
  column.is_key = is_key;
  if (first != nullptr) column.choice = {parse_type(first), parse_type(any)};
  return table::remedy(table, column);
}

}  // namespace

TEST_CASE("the ALTER of a column that takes less than the schema allows") {
  CHECK(remedy("bigint", "bigint", "numeric") ==
        "; column \"c\" is bigint, and the schema allows more: ALTER TABLE "
        "\"raw\".\"t\" ALTER COLUMN \"c\" TYPE numeric USING "
        "\"c\"::numeric");
  const auto instant = "timestamp without time zone";
  CHECK_THAT(remedy(instant, instant, "text"),
             catching::contains("TYPE text USING CASE WHEN") &&
                 catching::contains("'Z'"));
  CHECK_THAT(remedy("timestamp with time zone", instant, "text"),
             catching::contains("(\"c\" AT TIME ZONE 'UTC')"));
  CHECK_THAT(remedy("bigint[]", "bigint[]", "jsonb"),
             catching::contains("TYPE jsonb USING pg_catalog.to_jsonb(\"c\")"));
}

TEST_CASE("a key is spelled anew, unless it stays a number") {
  CHECK_THAT(remedy("uuid", "uuid", "text", true),
             catching::contains("(it is a key: "));
  CHECK_THAT(remedy("bigint", "bigint", "numeric", true),
             !catching::contains("it is a key"));
}

TEST_CASE("nothing is told of a column that takes all") {
  CHECK(remedy("bigint", nullptr, nullptr).empty());
  CHECK(remedy("numeric", "bigint", "numeric").empty());
  // Read as text, whatever the column is.
  CHECK(remedy("text", "bigint", "numeric").empty());
}
