#include "inspect/read_table.hpp"

#include "inspect/oid_of.hpp"
#include "text/concat.hpp"

namespace inspect {

namespace {

using table::quoted_literal;

// What rows are written by: the relation, its rules and policies, its columns
// with their types, its unique indexes.
std::string fingerprint_query(const table::Table& table) {
  return text::concat(
      "SELECT pg_catalog.concat_ws(' ', oid, relkind, relhasrules, "
      "pg_catalog.row_security_active(oid), "
      "ARRAY(SELECT indexrelid FROM pg_catalog.pg_index "
      "WHERE indrelid = pg_class.oid AND indisunique AND indisvalid "
      "ORDER BY indexrelid), "
      "ARRAY(SELECT pg_catalog.concat_ws(' ', attnum, atttypid, atttypmod, "
      "attcollation, attgenerated, attname) FROM pg_catalog.pg_attribute "
      "WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped "
      "ORDER BY attnum)) FROM pg_catalog.pg_class WHERE oid = ",
      oid_of(table), "; ");
}

std::string fingerprint_of(const postgres::Result& result) {
  return result.row_count() == 0 ? "" : std::string(result.text(0, 0));
}

std::string relation_query(const table::Table& table) {
  // Without a schema the search path's first one holds what is created.
  const std::string schema_exists =
      table.schema.name().empty()
          ? "pg_catalog.current_schema() IS NOT NULL"
          : text::concat(
                "EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = ",
                quoted_literal(table.schema.name()), ")");
  // Of rewrite rules '2' is UPDATE, '3' is INSERT.
  return text::concat(
      "SELECT ", schema_exists,
      ", relkind, EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE "
      "ev_type IN ('2', '3') AND ev_class = pg_class.oid), pg_class.oid, "
      "pg_catalog.obj_description(pg_class.oid, 'pg_class'), "
      "pg_catalog.row_security_active(pg_class.oid), "
      "(SELECT pg_catalog.format('%I.%I', nspname, indexed.relname) "
      "FROM pg_catalog.pg_index JOIN pg_catalog.pg_class AS indexed "
      "ON indexed.oid = indrelid JOIN pg_catalog.pg_namespace "
      "ON pg_namespace.oid = indexed.relnamespace "
      "WHERE indexrelid = pg_class.oid) "
      "FROM (SELECT 1) AS one LEFT JOIN pg_catalog.pg_class ON oid = ",
      oid_of(table), "; ");
}

// Of each column the type that it is made over: the end of a chain of domains,
// for most the type itself.
constexpr std::string_view kBaseTypes =
    "CROSS JOIN LATERAL (WITH RECURSIVE step AS ("
    "SELECT atttypid AS oid, atttypmod AS typmod UNION ALL "
    "SELECT typbasetype, typtypmod FROM step JOIN pg_catalog.pg_type "
    "ON pg_type.oid = step.oid WHERE typtype = 'd') "
    "SELECT pg_type.*, step.typmod FROM step JOIN pg_catalog.pg_type "
    "ON pg_type.oid = step.oid WHERE typtype <> 'd') AS base "
    // Of an array the type of its elements.
    "JOIN pg_catalog.pg_type AS element ON element.oid = "
    "CASE WHEN base.typcategory = 'A' THEN base.typelem ELSE base.oid END ";

// Types that read a text exactly or refuse it: enums, those of extensions
// (citext, …), and of PostgreSQL's own those that round nothing.
constexpr std::string_view kKeepsText =
    "element.typtype = 'e' OR (element.typtype = 'b' AND element.typnamespace "
    "<> 'pg_catalog'::pg_catalog.regnamespace) OR element.oid IN ("
    "'inet'::pg_catalog.regtype, 'cidr'::pg_catalog.regtype, "
    "'macaddr'::pg_catalog.regtype, 'macaddr8'::pg_catalog.regtype, "
    "'xml'::pg_catalog.regtype, 'int4range'::pg_catalog.regtype, "
    "'int8range'::pg_catalog.regtype, 'numrange'::pg_catalog.regtype, "
    "'daterange'::pg_catalog.regtype)";

std::string collation_where(std::string_view condition) {
  return text::concat(
      "(SELECT pg_catalog.format('%I.%I', nspname, collname) "
      "FROM pg_catalog.pg_collation JOIN pg_catalog.pg_namespace "
      "ON pg_namespace.oid = collnamespace "
      "WHERE pg_collation.oid = attcollation AND ",
      condition, ")");
}

// Whether rows are told apart by the column, or refer to others.
constexpr std::string_view kIsIdentifying =
    "EXISTS (SELECT FROM pg_catalog.pg_index WHERE indrelid = attrelid "
    "AND (indisunique OR indisexclusion) AND attnum = ANY "
    "((indkey::int2[])[0:indnkeyatts - 1])) "
    "OR EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE contype = 'f' "
    "AND conrelid = attrelid AND attnum = ANY (conkey))";

std::string columns_query(const table::Table& table) {
  return text::concat(
      "SELECT attname, pg_catalog.format_type(atttypid, atttypmod), "
      "attnotnull, atthasdef OR attidentity <> '', "
      "attgenerated <> '' OR attidentity = 'a', "
      "CASE WHEN base.oid <> atttypid "
      "THEN pg_catalog.format_type(base.oid, base.typmod) END, ",
      collation_where("NOT collisdeterministic"), ", ",
      collation_where("attcollation <> base.typcollation"), ", ", kKeepsText,
      ", ", kIsIdentifying, " FROM pg_catalog.pg_attribute ", kBaseTypes,
      "WHERE attrelid = ", oid_of(table),
      " AND attnum > 0 AND NOT attisdropped ORDER BY attnum; ");
}

// Views and materialized views that show a column: (column, view), by name.
std::string views_query(const table::Table& table) {
  return text::concat(
      "SELECT DISTINCT attname, rewrite.ev_class::pg_catalog.regclass::text "
      "FROM pg_catalog.pg_depend AS depend "
      "JOIN pg_catalog.pg_rewrite AS rewrite ON rewrite.oid = depend.objid "
      "JOIN pg_catalog.pg_attribute ON attrelid = depend.refobjid "
      "AND attnum = depend.refobjsubid "
      "WHERE depend.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass "
      "AND depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass "
      "AND rewrite.ev_class <> depend.refobjid AND depend.refobjid = ",
      oid_of(table), " ORDER BY 1, 2; ");
}

// The unique indexes ON CONFLICT can use: (index, column), columns in order.
std::string unique_keys_query(const table::Table& table) {
  return text::concat(
      "SELECT indexrelid::pg_catalog.regclass::text, attname "
      "FROM pg_catalog.pg_index "
      "CROSS JOIN LATERAL pg_catalog.unnest(indkey) WITH ORDINALITY "
      "AS part (number, place) "
      "JOIN pg_catalog.pg_attribute ON attrelid = indrelid "
      "AND attnum = part.number "
      "WHERE indisunique AND indisvalid AND indimmediate AND indpred IS NULL "
      "AND indexprs IS NULL AND part.place <= indnkeyatts AND indrelid = ",
      oid_of(table), " ORDER BY pg_index.indexrelid, part.place");
}

std::string_view kind_name(std::string_view relkind) {
  if (relkind == "v") return "view";
  if (relkind == "m") return "materialized view";
  if (relkind == "f") return "foreign table";
  if (relkind == "S") return "sequence";
  if (relkind == "c") return "composite type";
  return "index";
}

void read_relation(const postgres::Result& result,
                   table::ExistingTable& existing) {
  using Kind = table::ExistingTable::Kind;
  existing.schema_exists = result.is_true(0, 0);
  if (result.is_null(0, 1)) return;
  const auto relkind = result.text(0, 1);
  existing.kind =
      relkind == "r" || relkind == "p" ? Kind::kTable : Kind::kOther;
  existing.is_partitioned = relkind == "p";
  existing.has_rules = result.is_true(0, 2);
  existing.oid = result.text(0, 3);
  existing.comment = result.text(0, 4);
  existing.has_row_security = result.is_true(0, 5);
  existing.indexed_table = result.text(0, 6);
  if (existing.kind == Kind::kOther) existing.kind_name = kind_name(relkind);
}

table::ColumnType type_of(const postgres::Result& columns, int row) {
  const bool is_domain = !columns.is_null(row, 5);
  table::ColumnType type =
      table::parse_type(columns.text(row, is_domain ? 5 : 1));
  if (is_domain) type.domain = columns.text(row, 1);
  type.keeps_text =
      type.base == table::BaseType::kOther && columns.is_true(row, 8);
  return type;
}

std::string text_or_empty(const postgres::Result& result, int row, int column) {
  return result.is_null(row, column) ? ""
                                     : std::string(result.text(row, column));
}

void read_columns(const postgres::Result& columns,
                  const postgres::Result& views,
                  table::ExistingTable& existing) {
  for (int row = 0; row < columns.row_count(); ++row) {
    table::ExistingColumn column;
    column.name = columns.text(row, 0);
    column.type = type_of(columns, row);
    column.is_not_null = columns.is_true(row, 2);
    column.has_default = columns.is_true(row, 3);
    column.is_generated = columns.is_true(row, 4);
    column.loose_collation = text_or_empty(columns, row, 6);
    column.collation = text_or_empty(columns, row, 7);
    column.is_identifying = columns.is_true(row, 9);
    for (int view = 0; view < views.row_count(); ++view) {
      if (views.text(view, 0) == column.name) {
        column.views.emplace_back(views.text(view, 1));
      }
    }
    existing.columns.push_back(std::move(column));
  }
}

void read_unique_keys(const postgres::Result& result,
                      table::ExistingTable& existing) {
  std::string_view index;
  for (int row = 0; row < result.row_count(); ++row) {
    if (row == 0 || result.text(row, 0) != index) {
      existing.unique_keys.emplace_back();
      index = result.text(row, 0);
    }
    existing.unique_keys.back().emplace_back(result.text(row, 1));
  }
}

}  // namespace

table::ExistingTable read_table(postgres::Connection& connection,
                                const table::Table& table) {
  // The fingerprint first: what changes between the queries makes it differ
  // from the next one.
  const auto results = connection.execute_all(text::concat(
      fingerprint_query(table), relation_query(table), columns_query(table),
      views_query(table), unique_keys_query(table)));
  table::ExistingTable existing;
  existing.fingerprint = fingerprint_of(results[0]);
  read_relation(results[1], existing);
  read_columns(results[2], results[3], existing);
  read_unique_keys(results[4], existing);
  return existing;
}

std::string lock_and_fingerprint(postgres::Connection& connection,
                                 const table::Table& table) {
  try {
    const auto results = connection.execute_all(
        text::concat("LOCK TABLE ONLY ", table.qualified_name(),
                     " IN ROW EXCLUSIVE MODE; ", fingerprint_query(table)));
    return fingerprint_of(results.back());
  } catch (const postgres::PostgresError& error) {
    if (error.sqlstate() == "42P01" || error.sqlstate() == "3F000") return {};
    throw;
  }
}

std::vector<std::string> columns_of_constraint(
    postgres::Connection& connection, const postgres::ErrorFields& fields) {
  const std::string table =
      quoted_literal(table::qualified(table::Identifier::of(fields.schema),
                                      table::Identifier::of(fields.table)));
  const auto result = connection.execute(text::concat(
      "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = "
      "pg_catalog.to_regclass(",
      table,
      ") AND (attnum = ANY (SELECT pg_catalog.unnest(conkey) FROM "
      "pg_catalog.pg_constraint WHERE conrelid = attrelid AND conname = ",
      quoted_literal(fields.constraint),
      ") OR attnum = ANY (SELECT pg_catalog.unnest(indkey::int2[]) FROM "
      "pg_catalog.pg_index JOIN pg_catalog.pg_class ON pg_class.oid = "
      "indexrelid WHERE indrelid = attrelid AND relname = ",
      quoted_literal(fields.constraint), ")) ORDER BY attnum"));
  std::vector<std::string> columns;
  columns.reserve(static_cast<std::size_t>(result.row_count()));
  for (int row = 0; row < result.row_count(); ++row) {
    columns.emplace_back(result.text(row, 0));
  }
  return columns;
}

std::vector<CommentedRelation> read_comments(
    postgres::Connection& connection, const table::Identifier& schema,
    const std::vector<table::Identifier>& names) {
  std::vector<std::string> literals;
  literals.reserve(names.size());
  for (const auto& name : names)
    literals.push_back(quoted_literal(name.name()));
  const auto result = connection.execute(
      text::concat("SELECT relname, pg_class.oid, "
                   "pg_catalog.obj_description(pg_class.oid, 'pg_class') "
                   "FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace "
                   "ON pg_namespace.oid = relnamespace WHERE nspname = ",
                   schema.name().empty() ? "pg_catalog.current_schema()"
                                         : quoted_literal(schema.name()),
                   " AND relname IN (", text::joined(literals, ", "), ")"));
  std::vector<CommentedRelation> found;
  found.reserve(static_cast<std::size_t>(result.row_count()));
  for (int row = 0; row < result.row_count(); ++row) {
    found.push_back({std::string(result.text(row, 0)),
                     std::string(result.text(row, 1)),
                     std::string(result.text(row, 2))});
  }
  return found;
}

bool is_empty(postgres::Connection& connection, const table::Table& table) {
  return connection
      .execute(text::concat("SELECT NOT EXISTS (SELECT FROM ",
                            table.qualified_name(), ")"))
      .is_true(0, 0);
}

}  // namespace inspect
