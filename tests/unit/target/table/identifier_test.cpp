#include "table/identifier.hpp"

#include <stdexcept>
#include <string>

#include "catch.hpp"

using table::Identifier;

TEST_CASE("names are kept as they are, and quoted") {
  CHECK(Identifier::of("camelCase").quoted() == "\"camelCase\"");
  CHECK(Identifier::of("select").quoted() == "\"select\"");
  CHECK(Identifier::of("a\"; DROP TABLE x; --").quoted() ==
        "\"a\"\"; DROP TABLE x; --\"");
  CHECK(Identifier::of("日本 %s $1\n").name() == "日本 %s $1\n");
  CHECK(Identifier::of("Id") != Identifier::of("id"));
}

TEST_CASE("63 bytes are kept, more are shortened with a hash") {
  const std::string fits(63, 'x');
  CHECK(Identifier::of(fits).name() == fits);
  const std::string first = Identifier::of(fits + "y").name();
  const std::string second = Identifier::of(fits + "z").name();
  CHECK(first.size() == 63);
  CHECK(first.substr(0, 51) == std::string(50, 'x') + "_");
  CHECK(first != second);
  CHECK(first == Identifier::of(fits + "y").name());
}

TEST_CASE("a character is never cut in two") {
  std::string name = "x";
  for (int i = 0; i < 40; ++i) name += "é";
  // 50 bytes would end within an é.
  CHECK(Identifier::of(name).name().size() == 62);
}

TEST_CASE("names that cannot be") {
  CHECK_THROWS_AS(Identifier::of(""), std::invalid_argument);
  CHECK_THROWS_AS(Identifier::of(std::string("a\0b", 3)),
                  std::invalid_argument);
}

TEST_CASE("system columns make room") {
  for (const char* name :
       {"ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"}) {
    CHECK(Identifier::of_column(name).name() == std::string(name) + "_");
  }
  CHECK(Identifier::of_column("oid").name() == "oid");
  CHECK(Identifier::of_column("CTID").name() == "CTID");
}

TEST_CASE("literals") {
  CHECK(table::quoted_literal("it's") == "'it''s'");
  CHECK(table::quoted_literal("a\\b'") == " E'a\\\\b'''");
}
