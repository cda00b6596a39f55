#include "table/storage.hpp"

#include "catch.hpp"

using table::cast_expression;
using table::parse_type;
using table::Storage;
using table::storage_of;

namespace {

Storage stored(const char* column, const char* value) {
  return storage_of(parse_type(value), parse_type(column));
}

table::ColumnType domain(const char* base) {
  auto type = parse_type(base);
  type.domain = "raw.odd";
  return type;
}

table::ColumnType keeping_text(const char* name) {
  auto type = parse_type(name);
  type.keeps_text = true;
  return type;
}

}  // namespace

TEST_CASE("columns that hold every value") {
  for (const auto& [column, value] :
       std::vector<std::pair<const char*, const char*>>{
           {"text", "text"},
           {"bigint", "smallint"},
           {"numeric", "bigint"},
           {"numeric[]", "bigint[]"},
           {"jsonb", "numeric"},
           {"jsonb", "text[]"},
           {"json", "jsonb"},
           {"character varying", "text"},
           {"timestamp without time zone", "date"},
           {"timestamp(3) without time zone", "date"},
           {"timestamp with time zone", "date"},
           {"timestamp with time zone", "timestamp without time zone"},
           {"double precision", "integer"},
           {"real", "smallint"},
           // A table that others changed while rows for it waited.
           {"text", "timestamp without time zone"},
           {"text[]", "bigint[]"}}) {
    INFO(column << " " << value);
    CHECK(stored(column, value) == Storage::kExact);
  }
}

TEST_CASE("columns that refuse what they cannot hold") {
  for (const auto& [column, value] :
       std::vector<std::pair<const char*, const char*>>{
           {"integer", "bigint"},
           {"numeric(5,2)", "bigint"},
           {"numeric(4,0)", "smallint"},
           {"numeric(5,2)", "numeric(9,2)"},
           {"numeric(5,2)", "numeric"},
           {"numeric(5,2)", "numeric(5,3)"},
           {"double precision", "bigint"},
           {"double precision", "numeric"},
           {"real", "integer"},
           {"real", "numeric(5,2)"},
           {"character varying(20)", "text"},
           {"character(20)", "text"},
           {"timestamp(3) without time zone", "timestamp without time zone"},
           {"timestamp(3) with time zone", "timestamp with time zone"},
           {"time(0) without time zone", "time without time zone"},
           {"time(0) with time zone", "time with time zone"}}) {
    INFO(column << " " << value);
    CHECK(stored(column, value) == Storage::kChecked);
  }
}

TEST_CASE("columns that would change some values, or what they mean") {
  for (const auto& [column, value] :
       std::vector<std::pair<const char*, const char*>>{
           {"bigint", "numeric"},
           {"bigint", "numeric(5,0)"},
           {"numeric(5,-2)", "bigint"},
           {"boolean", "bigint"},
           {"date", "timestamp without time zone"},
           {"time without time zone", "timestamp without time zone"},
           {"interval", "time without time zone"},
           {"jsonb", "text"},
           {"jsonb", "bytea"},
           {"jsonb[]", "text[]"},
           {"json", "text"},
           {"name", "text"},
           {"\"char\"", "text"},
           {"bit(5)", "text"},
           {"bit varying(5)", "text"},
           {"interval", "text"},
           {"money", "text"},
           {"money", "numeric"},
           {"point", "text"},
           {"double precision", "text"},
           {"uuid", "text"},
           {"bytea", "text"},
           {"double precision[]", "numeric[]"},
           {"text[]", "text"},
           {"bigint", "bigint[]"}}) {
    INFO(column << " " << value);
    CHECK(stored(column, value) == Storage::kNone);
  }
}

TEST_CASE("types that keep a text, or refuse it, take texts alone") {
  CHECK(storage_of(parse_type("text"), keeping_text("raw.mood")) ==
        Storage::kExact);
  CHECK(storage_of(parse_type("text[]"), keeping_text("citext[]")) ==
        Storage::kExact);
  CHECK(storage_of(parse_type("bigint"), keeping_text("raw.mood")) ==
        Storage::kNone);
  CHECK(storage_of(parse_type("text"), keeping_text("citext[]")) ==
        Storage::kNone);
}

TEST_CASE("a domain holds what its base type holds") {
  CHECK(storage_of(parse_type("text"), domain("text")) == Storage::kExact);
  CHECK(storage_of(parse_type("smallint"), domain("bigint")) ==
        Storage::kExact);
  CHECK(storage_of(parse_type("numeric"), domain("bigint")) == Storage::kNone);
  CHECK(storage_of(parse_type("bigint"), domain("numeric(5,2)")) ==
        Storage::kChecked);
  CHECK(storage_of(parse_type("text"), domain("interval")) == Storage::kNone);
  CHECK(cast_expression("c", parse_type("smallint"), domain("bigint")) ==
        "c::bigint");
}

TEST_CASE("casts") {
  const auto cast = [](const char* value, const char* column) {
    return cast_expression("c", parse_type(value), parse_type(column));
  };
  CHECK(cast("text", "text") == "c");
  CHECK(cast("text", "character varying") == "c");
  CHECK(cast("bigint", "numeric") == "c::numeric");
  CHECK(cast("integer", "double precision") == "c::double precision");
  CHECK(cast("numeric", "jsonb") == "pg_catalog.to_jsonb(c)");
  CHECK(cast("bigint[]", "text") == "pg_catalog.to_jsonb(c)::text");
  CHECK(cast("date", "timestamp(3) without time zone") == "c::timestamp");
  CHECK(cast("timestamp without time zone", "timestamp with time zone") ==
        "(c::timestamp AT TIME ZONE 'UTC')");
}

TEST_CASE("a value that a cast would change is an error instead") {
  const auto cast = [](const char* value, const char* column) {
    return cast_expression("c", parse_type(value), parse_type(column));
  };
  CHECK(cast("numeric", "double precision") ==
        "CASE WHEN c::double precision::text::numeric = c "
        "THEN c::double precision "
        "ELSE (c::text || ' would be rounded')::double precision END");
  CHECK(cast("timestamp with time zone", "timestamp(3) with time zone") ==
        "CASE WHEN c::timestamp(3) with time zone = c "
        "THEN c::timestamp(3) with time zone "
        "ELSE (c::text || ' would be rounded')::timestamp with time zone END");
  CHECK(cast("text", "character varying(5)") ==
        "CASE WHEN pg_catalog.char_length(c) <= 5 THEN c ELSE pg_catalog.rpad("
        "c, 1 + GREATEST(pg_catalog.char_length(c), 5), '.') END");
}
