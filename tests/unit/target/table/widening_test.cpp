#include "table/widening.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "catch.hpp"

using table::ColumnRole;
using table::is_widening;
using table::parse_type;

namespace {

bool widens(const char* from, const char* to,
            ColumnRole role = ColumnRole::kPlain) {
  return is_widening(parse_type(from), parse_type(to), role);
}

bool widens_keys(const char* from, const char* to) {
  return widens(from, to, ColumnRole::kIdentifying);
}

// What a column may have been made as.
constexpr std::array kStored = {"smallint",
                                "integer",
                                "bigint",
                                "numeric",
                                "numeric(10,2)",
                                "real",
                                "double precision",
                                "money",
                                "boolean",
                                "text",
                                "character varying",
                                "character varying(20)",
                                "character(20)",
                                "name",
                                "\"char\"",
                                "citext",
                                "bytea",
                                "bit(8)",
                                "bit varying(8)",
                                "date",
                                "timestamp without time zone",
                                "timestamp(3) without time zone",
                                "timestamp with time zone",
                                "timestamp(3) with time zone",
                                "time without time zone",
                                "time(0) without time zone",
                                "time with time zone",
                                "time(0) with time zone",
                                "interval",
                                "uuid",
                                "json",
                                "jsonb",
                                "xml",
                                "inet",
                                "int4range",
                                "hstore",
                                "raw.mood",
                                "point",
                                "text[]",
                                "bigint[]",
                                "jsonb[]",
                                "double precision[]"};

// What a column's values are read into.
constexpr std::array kLoaded = {"smallint",
                                "integer",
                                "bigint",
                                "numeric",
                                "numeric(10,2)",
                                "boolean",
                                "text",
                                "bytea",
                                "date",
                                "timestamp without time zone",
                                "timestamp with time zone",
                                "time without time zone",
                                "time with time zone",
                                "uuid",
                                "jsonb",
                                "text[]",
                                "bigint[]",
                                "numeric[]",
                                "boolean[]",
                                "jsonb[]"};

using Pairs = std::set<std::pair<std::string, std::string>>;

Pairs all_widenings(ColumnRole role) {
  Pairs pairs;
  for (const char* from : kStored) {
    for (const char* to : kLoaded) {
      if (widens(from, to, role)) pairs.insert({from, to});
    }
  }
  return pairs;
}

const Pairs kForKeys = {
    {"smallint", "integer"},
    {"smallint", "bigint"},
    {"smallint", "numeric"},
    {"smallint", "numeric(10,2)"},
    {"integer", "bigint"},
    {"integer", "numeric"},
    {"bigint", "numeric"},
    {"numeric(10,2)", "numeric"},
    {"character varying", "text"},
    {"character varying(20)", "text"},
    {"timestamp(3) without time zone", "timestamp without time zone"},
    {"timestamp(3) with time zone", "timestamp with time zone"},
    {"time(0) without time zone", "time without time zone"},
    {"time(0) with time zone", "time with time zone"},
    {"date", "timestamp without time zone"},
    {"bigint[]", "numeric[]"},
};

}  // namespace

TEST_CASE("what a key may become, and nothing else") {
  CHECK(all_widenings(ColumnRole::kIdentifying) == kForKeys);
}

TEST_CASE("what other columns may become, and nothing else") {
  Pairs expected = kForKeys;
  for (const char* from :
       {"smallint", "integer", "bigint", "numeric", "numeric(10,2)", "boolean",
        "date", "uuid", "timestamp without time zone",
        "timestamp(3) without time zone"}) {
    expected.insert({from, "text"});
  }
  expected.insert({"bigint[]", "text[]"});
  CHECK(all_widenings(ColumnRole::kPlain) == expected);
}

TEST_CASE("numbers of limited digits") {
  CHECK(widens_keys("bigint", "numeric(19,0)"));
  CHECK_FALSE(widens("bigint", "numeric(18,0)"));
  CHECK(widens_keys("numeric(10,2)", "numeric(12,4)"));
  CHECK_FALSE(widens("numeric(10,2)", "numeric(12,5)"));
  CHECK_FALSE(widens("numeric", "numeric(12,5)"));
}

TEST_CASE("arrays as their elements, but for instants") {
  CHECK(widens_keys("character varying(20)[]", "text[]"));
  CHECK(widens("uuid[]", "text[]"));
  CHECK_FALSE(widens_keys("uuid[]", "text[]"));
  CHECK_FALSE(widens("timestamp without time zone[]", "text[]"));
  CHECK_FALSE(widens("text[]", "text"));
  CHECK_FALSE(widens("bigint", "bigint[]"));
}

TEST_CASE("a domain stays") {
  for (const char* base : {"smallint", "character varying(5)", "date"}) {
    auto domain = parse_type(base);
    domain.domain = "raw.odd";
    CHECK_FALSE(is_widening(domain, parse_type("text"), ColumnRole::kPlain));
    CHECK_FALSE(is_widening(domain, parse_type("bigint"), ColumnRole::kPlain));
  }
}

TEST_CASE("how it is done") {
  const auto how = [](const char* from, const char* to) {
    return table::widened("c", parse_type(from), parse_type(to));
  };
  CHECK(how("bigint", "numeric") == "c::numeric");
  CHECK(how("character varying(20)", "text") == "c::text");
  CHECK(how("timestamp without time zone", "text") ==
        "CASE WHEN pg_catalog.isfinite(c) AND c >= '0001-01-01' THEN "
        "(pg_catalog.to_jsonb(c) #>> '{}') || 'Z' ELSE c::text END");
}
