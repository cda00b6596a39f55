#include "inspect/read_references.hpp"

#include <map>

#include "inspect/oid_of.hpp"
#include "text/concat.hpp"

namespace inspect {

namespace {

using table::Reference;

constexpr std::string_view kOperator =
    "(SELECT pg_catalog.format('OPERATOR(%I.%s)', nspname, oprname) "
    "FROM pg_catalog.pg_operator JOIN pg_catalog.pg_namespace "
    "ON pg_namespace.oid = oprnamespace WHERE pg_operator.oid = ";

// One row for each column of each constraint. One that is inherited from a
// constraint which is there already is left out, as it says the same; so is one
// that has no triggers, as it is not enforced.
std::string references_query(const table::Table& table) {
  const std::string oid = oid_of(table);
  return text::concat(
      "WITH referenced AS (SELECT ", oid,
      "::pg_catalog.oid AS oid UNION SELECT relid FROM "
      "pg_catalog.pg_partition_tree(",
      oid,
      ")), found AS (SELECT * FROM pg_catalog.pg_constraint "
      "WHERE contype = 'f' AND confrelid IN (SELECT oid FROM referenced)) "
      "SELECT found.oid, conname, nspname, relname, COALESCE("
      "pg_catalog.pg_partition_root(conrelid)::pg_catalog.oid, conrelid), "
      "relkind = 'p', pg_catalog.row_security_active(conrelid) OR NOT "
      "pg_catalog.has_table_privilege(conrelid, 'SELECT'), confdeltype, "
      "confupdtype, own.attname, referred.attname, ",
      kOperator,
      "part.operator), (SELECT pg_catalog.format(' COLLATE %I.%I', nspname, "
      "collname) FROM pg_catalog.pg_collation JOIN pg_catalog.pg_namespace "
      "ON pg_namespace.oid = collnamespace WHERE pg_collation.oid = "
      "referred.attcollation) FROM found "
      "JOIN pg_catalog.pg_class ON pg_class.oid = conrelid "
      "JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace "
      "CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(conkey), "
      "pg_catalog.unnest(confkey), pg_catalog.unnest(conpfeqop)) "
      "WITH ORDINALITY AS part (own, referred, operator, place) "
      "JOIN pg_catalog.pg_attribute AS own "
      "ON own.attrelid = conrelid AND own.attnum = part.own "
      "JOIN pg_catalog.pg_attribute AS referred "
      "ON referred.attrelid = confrelid AND referred.attnum = part.referred "
      "WHERE conparentid NOT IN (SELECT oid FROM found) AND EXISTS "
      "(SELECT FROM pg_catalog.pg_trigger WHERE tgconstraint = found.oid) "
      "ORDER BY nspname, relname, conname, found.oid, part.place");
}

// pg_constraint.confdeltype, confupdtype
Reference::Action action_of(std::string_view code) {
  if (code == "c") return Reference::Action::kCascade;
  if (code == "n") return Reference::Action::kSetNull;
  if (code == "d") return Reference::Action::kSetDefault;
  return Reference::Action::kNone;
}

Reference reference_of(const postgres::Result& result, int row) {
  Reference reference;
  reference.constraint = result.text(row, 1);
  reference.table =
      table::qualified(table::Identifier::of(result.text(row, 2)),
                       table::Identifier::of(result.text(row, 3)));
  reference.oid = result.text(row, 4);
  reference.is_partitioned = result.is_true(row, 5);
  reference.is_hidden = result.is_true(row, 6);
  reference.on_delete = action_of(result.text(row, 7));
  reference.on_update = action_of(result.text(row, 8));
  return reference;
}

}  // namespace

std::vector<Reference> read_references(postgres::Connection& connection,
                                       const table::Table& table) {
  const auto result = connection.execute(references_query(table));
  std::vector<Reference> references;
  for (int row = 0; row < result.row_count(); ++row) {
    if (row == 0 || result.text(row, 0) != result.text(row - 1, 0)) {
      references.push_back(reference_of(result, row));
    }
    references.back().parts.push_back(
        {std::string(result.text(row, 9)), std::string(result.text(row, 10)),
         std::string(result.text(row, 11)), std::string(result.text(row, 12))});
  }
  return references;
}

std::vector<std::string> read_key_equalities(postgres::Connection& connection,
                                             const table::Table& side) {
  constexpr std::string_view kBtreeEqual = "3";
  const auto result = connection.execute(text::concat(
      "SELECT attname, ", kOperator,
      "amopopr) FROM pg_catalog.pg_index CROSS JOIN LATERAL ROWS FROM "
      "(pg_catalog.unnest(indkey), pg_catalog.unnest(indclass)) "
      "AS part (number, class) JOIN pg_catalog.pg_attribute "
      "ON attrelid = indrelid AND attnum = part.number "
      "JOIN pg_catalog.pg_opclass ON pg_opclass.oid = part.class "
      "JOIN pg_catalog.pg_amop ON amopfamily = opcfamily "
      "AND amoplefttype = opcintype AND amoprighttype = opcintype "
      "AND amopstrategy = ",
      kBtreeEqual, " WHERE indisprimary AND indrelid = ", oid_of(side)));
  std::map<std::string_view, std::string_view> found;
  for (int row = 0; row < result.row_count(); ++row) {
    found.emplace(result.text(row, 0), result.text(row, 1));
  }
  std::vector<std::string> equalities;
  for (const auto& key : side.keys()) {
    const auto equality = found.find(key.name.name());
    if (equality == found.end()) return {};
    equalities.emplace_back(equality->second);
  }
  if (equalities.size() != found.size()) return {};
  return equalities;
}

std::vector<std::string> read_insertable_columns(
    postgres::Connection& connection, const table::Table& table) {
  const auto result = connection.execute(text::concat(
      "SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = ",
      oid_of(table),
      " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' "
      "ORDER BY attnum"));
  std::vector<std::string> columns;
  columns.reserve(static_cast<std::size_t>(result.row_count()));
  for (int row = 0; row < result.row_count(); ++row) {
    columns.emplace_back(result.text(row, 0));
  }
  return columns;
}

}  // namespace inspect
