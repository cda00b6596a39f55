#include "inspect/dependent_views.hpp"

#include "inspect/oid_of.hpp"
#include "text/concat.hpp"

namespace inspect {

namespace {

// Of pg_class AS view.
constexpr std::string_view kName =
    "(SELECT pg_catalog.format('%I.%I', nspname, view.relname) "
    "FROM pg_catalog.pg_namespace WHERE pg_namespace.oid = relnamespace)";
constexpr std::string_view kOwner = "pg_catalog.pg_get_userbyid(relowner)";
constexpr std::string_view kAcl =
    "COALESCE(relacl, pg_catalog.acldefault('r', relowner))";
constexpr std::string_view kGrantee =
    "CASE grantee WHEN 0 THEN 'PUBLIC' ELSE "
    "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(grantee)) END";

// A privilege per row: on the view, and on its columns.
std::string privileges() {
  return text::concat(
      "(SELECT NULL AS attname, entry.* FROM pg_catalog.aclexplode(", kAcl,
      ") AS entry UNION ALL SELECT pg_catalog.quote_ident(attname), entry.* "
      "FROM pg_catalog.pg_attribute "
      "CROSS JOIN LATERAL pg_catalog.aclexplode(attacl) AS entry "
      "WHERE attrelid = view.oid AND attacl IS NOT NULL)");
}

// What would be lost with it, and cannot be made again by us.
std::string refusal() {
  const auto of_view = [](std::string_view catalog, std::string_view column,
                          std::string_view condition, std::string_view what) {
    return text::concat("WHEN EXISTS (SELECT FROM pg_catalog.", catalog,
                        " WHERE ", column, " = view.oid", condition, ") THEN '",
                        what, "' ");
  };
  return text::concat(
      "CASE WHEN relkind = 'm' THEN 'it is a materialized view' "
      "WHEN relkind <> 'v' THEN 'it is no view' "
      "WHEN relpersistence = 't' THEN 'it is temporary' ",
      of_view("pg_rewrite", "ev_class", " AND rulename <> '_RETURN'",
              "it has rules"),
      of_view("pg_trigger", "tgrelid", "", "it has triggers"),
      of_view("pg_attrdef", "adrelid", "", "its columns have defaults"),
      of_view("pg_seclabel", "objoid", "", "it has security labels"),
      of_view("pg_depend", "objid",
              " AND deptype = 'e' AND classid = "
              "'pg_catalog.pg_class'::pg_catalog.regclass",
              "it is part of an extension"),
      "WHEN EXISTS (SELECT FROM ", privileges(),
      " AS entry WHERE grantor <> relowner) "
      "THEN 'privileges on it were granted by others than its owner' END");
}

// What others may have on a view that was just made is what its owner's
// defaults say: it is taken away before the grants.
std::string restored_privileges() {
  return text::concat(
      "(SELECT pg_catalog.string_agg(pg_catalog.format("
      "'; REVOKE ALL ON %s FROM %s', ",
      kName, ", who), '') FROM (SELECT DISTINCT ", kGrantee,
      " AS who FROM (SELECT grantee FROM ", privileges(),
      " AS entry UNION SELECT entry.grantee FROM pg_catalog.pg_default_acl "
      "CROSS JOIN LATERAL pg_catalog.aclexplode(defaclacl) AS entry "
      "WHERE defaclobjtype = 'r' UNION SELECT relowner) AS grantees) AS "
      "those), "
      "(SELECT pg_catalog.string_agg(pg_catalog.format("
      "'; GRANT %s%s ON %s TO %s%s', privilege_type, '(' || attname || ')', ",
      kName, ", ", kGrantee,
      ", CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END), '') FROM ",
      privileges(), " AS entry)");
}

std::string comments() {
  return text::concat(
      "(SELECT pg_catalog.string_agg(pg_catalog.format("
      "'; COMMENT ON %s IS %L', COALESCE('COLUMN ' || ",
      kName, " || '.' || pg_catalog.quote_ident(attname), 'VIEW ' || ", kName,
      "), description), '' ORDER BY objsubid) FROM pg_catalog.pg_description "
      "LEFT JOIN pg_catalog.pg_attribute ON attrelid = objoid AND objsubid > 0 "
      "AND attnum = objsubid WHERE objoid = view.oid AND classoid = "
      "'pg_catalog.pg_class'::pg_catalog.regclass)");
}

std::string create() {
  return text::concat(
      "CASE WHEN relkind = 'v' THEN pg_catalog.concat('CREATE VIEW ", "', ",
      kName,
      ", ' WITH (' || pg_catalog.array_to_string(reloptions, ', ') || ')', "
      "' AS ', pg_catalog.rtrim(pg_catalog.pg_get_viewdef(view.oid), ';'), "
      "'; ALTER VIEW ' || ",
      kName, " || ' OWNER TO ' || pg_catalog.quote_ident(", kOwner, "), ",
      restored_privileges(), ", ", comments(), ") END");
}

std::string image() {
  return text::concat(
      "pg_catalog.concat_ws('|', reloptions, ", kOwner,
      ", (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', attname, "
      "grantor, grantee, privilege_type, is_grantable), ',' ORDER BY attname, "
      "grantor, grantee, privilege_type) FROM ",
      privileges(), " AS entry), ", comments(),
      ", (SELECT pg_catalog.string_agg(attname, ',' ORDER BY attnum) "
      "FROM pg_catalog.pg_attribute WHERE attrelid = view.oid))");
}

// (oid, depth) of each view that shows one of the columns, or such a view. A
// view depends by its rule, which depends on the columns.
std::string views_over(const table::Table& table,
                       const std::vector<std::string>& columns) {
  std::string names;
  for (const std::string& column : columns) {
    names +=
        text::concat(names.empty() ? "" : ", ", table::quoted_literal(column));
  }
  constexpr std::string_view kRules =
      "pg_catalog.pg_depend AS depend JOIN pg_catalog.pg_rewrite AS rewrite "
      "ON rewrite.oid = depend.objid AND depend.classid = "
      "'pg_catalog.pg_rewrite'::pg_catalog.regclass AND depend.refclassid = "
      "'pg_catalog.pg_class'::pg_catalog.regclass "
      "AND rewrite.ev_class <> depend.refobjid ";
  return text::concat(
      "WITH RECURSIVE shown (oid, depth) AS (SELECT ev_class, 1 FROM ", kRules,
      "JOIN pg_catalog.pg_attribute ON attrelid = refobjid "
      "AND attnum = refobjsubid WHERE refobjid = ",
      oid_of(table), " AND attname IN (", names,
      ") UNION SELECT ev_class, depth + 1 FROM shown JOIN ", kRules,
      "ON refobjid = shown.oid), ordered AS (SELECT oid, pg_catalog.max(depth) "
      "AS depth "
      "FROM shown GROUP BY oid) ");
}

}  // namespace

std::vector<DependentView> read_dependent_views(
    postgres::Connection& connection, const table::Table& table,
    const std::vector<std::string>& columns) {
  const postgres::Result found = connection.execute(text::concat(
      views_over(table, columns), "SELECT ", kName, ", pg_catalog.quote_ident(",
      kOwner, "), ", refusal(), ", ", create(), ", ", image(),
      " FROM ordered JOIN pg_catalog.pg_class AS view USING (oid) "
      "ORDER BY depth, 1"));
  std::vector<DependentView> views;
  for (int row = 0; row < found.row_count(); ++row) {
    const auto text = [&](int column) {
      return found.is_null(row, column) ? std::string()
                                        : std::string(found.text(row, column));
    };
    views.push_back({text(0), text(1), text(2), text(3), text(4)});
  }
  return views;
}

void lock_views(postgres::Connection& connection,
                const std::vector<DependentView>& views) {
  // LOCK TABLE would ask for privileges on what the view shows, too. This
  // changes nothing, and holds the view for this transaction.
  std::string sql;
  for (const DependentView& view : views) {
    sql +=
        text::concat("ALTER VIEW ", view.name, " OWNER TO ", view.owner, "; ");
  }
  if (!sql.empty()) connection.execute(sql);
}

}  // namespace inspect
