#include "table/replacement.hpp"

#include <algorithm>

#include "table/statements.hpp"
#include "table/storage.hpp"
#include "text/concat.hpp"

namespace table {

namespace {

using text::concat;

std::vector<std::string> names(const std::vector<Column>& columns,
                               std::string_view alias = "") {
  std::vector<std::string> quoted;
  quoted.reserve(columns.size());
  for (const Column& column : columns) {
    quoted.push_back(concat(alias, column.name.quoted()));
  }
  return quoted;
}

std::string listed(const std::vector<Column>& columns,
                   std::string_view alias = "") {
  return text::joined(names(columns, alias), ", ");
}

std::string row_of(const std::vector<std::string>& columns,
                   std::string_view alias) {
  std::vector<std::string> parts;
  parts.reserve(columns.size());
  for (const std::string& column : columns) {
    parts.push_back(concat(alias, Identifier::of(column).quoted()));
  }
  return concat("ROW(", text::joined(parts, ", "), ")::record");
}

// The side table's rows are of the same types but for keys, perhaps.
std::string cast_values(const Table& table, const ExistingTable& have,
                        const ExistingTable& side_have) {
  std::vector<std::string> values;
  for (const Column& column : table.columns) {
    std::string value = concat("s.", column.name.quoted());
    const ExistingColumn* const from = side_have.find(column.name.name());
    const ExistingColumn* const to = have.find(column.name.name());
    if (from != nullptr && to != nullptr && from->type != to->type) {
      value = cast_expression(value, from->type, to->type);
    }
    values.push_back(std::move(value));
  }
  return text::joined(values, ", ");
}

}  // namespace

Replacement::Replacement(const Table& table, const ExistingTable& have,
                         const Table& side, const ExistingTable& side_have,
                         const std::vector<std::string>& equalities)
    : table_(table),
      have_(have),
      side_(side),
      values_(cast_values(table, have, side_have)),
      is_key_unique_(has_unique_key(table, have)) {
  const std::vector<Column> keys = table.keys();
  for (std::size_t i = 0; i < equalities.size(); ++i) {
    const std::string name = keys[i].name.quoted();
    if (!match_.empty()) match_ += " AND ";
    match_ += concat("t.", name, " ", equalities[i], " s.", name);
  }
}

std::string Replacement::target() const { return rows_of(table_, have_); }

std::string Replacement::rows() const {
  if (!is_by_difference() || is_key_unique_) return target() + " AS t";
  return concat(target(), " AS t JOIN ", numbered(),
                " AS d ON t.tableoid = d.of_table AND t.ctid = d.place");
}

std::string Replacement::side_rows() const {
  return side_.qualified_name() + " AS s";
}

// Where several rows have one key, the first of them stays.
std::string Replacement::numbered() const {
  return concat(
      "(SELECT tableoid AS of_table, ctid AS place, "
      "pg_catalog.row_number() OVER (PARTITION BY ",
      listed(table_.keys()), " ORDER BY tableoid, ctid) AS number FROM ",
      target(), ")");
}

std::string Replacement::has_no_match() const {
  return concat("NOT EXISTS (SELECT FROM ", side_rows(), " WHERE ", match_,
                ")");
}

std::string Replacement::is_removed() const {
  if (!is_by_difference()) return "true";
  if (is_key_unique_) return has_no_match();
  return concat("(d.number > 1 OR ", has_no_match(), ")");
}

std::string Replacement::differs(
    const std::vector<std::string>& columns) const {
  return concat(row_of(columns, "t."), " OPERATOR(pg_catalog.*<>) ",
                row_of(columns, "s."));
}

// What the tap sends; a mark of deletion too.
std::vector<std::string> Replacement::compared() const {
  std::vector<std::string> columns;
  for (const Column& column : table_.columns) {
    if (column.source == Source::kProperty ||
        column.source == Source::kDeletedAt) {
      columns.push_back(column.name.name());
    }
  }
  return columns;
}

std::string Replacement::analyze() const {
  return concat("ANALYZE ", side_.qualified_name(), " (", listed(table_.keys()),
                ")");
}

std::string Replacement::survey() const {
  return concat(
      "SELECT pg_catalog.count(*) FILTER (WHERE s.ctid IS NULL) > 0, "
      "pg_catalog.count(*) FILTER (WHERE t.ctid IS NULL) > 0 FROM ",
      target(), " AS t FULL JOIN ", side_rows(), " ON ", match_);
}

std::vector<std::string> Replacement::remove() const {
  if (!is_by_difference()) return {concat("DELETE FROM ", target())};
  std::vector<std::string> statements = {
      concat("DELETE FROM ", target(), " AS t WHERE ", has_no_match())};
  if (!is_key_unique_) {
    statements.push_back(concat("DELETE FROM ", target(), " AS t USING ",
                                numbered(),
                                " AS d WHERE d.number > 1 AND t.tableoid = "
                                "d.of_table AND t.ctid = d.place"));
  }
  return statements;
}

std::vector<std::string> Replacement::update() const {
  std::vector<std::string> assignments;
  for (const std::string& name : names(table_.columns)) {
    assignments.push_back(concat(name, " = s.", name));
  }
  const std::string from =
      concat(" FROM ", side_rows(), " WHERE ", match_, " AND ");
  std::vector<std::string> statements = {
      concat("UPDATE ", target(), " AS t SET ", text::joined(assignments, ", "),
             from, differs(compared()))};
  if (table_.has_metadata) {
    const std::string version =
        Identifier::of(metadata_name(Source::kTableVersion)).quoted();
    statements.push_back(concat("UPDATE ", target(), " AS t SET ", version,
                                " = s.", version, from, "s.", version,
                                " IS DISTINCT FROM t.", version, " AND s.",
                                version, " IS NOT NULL"));
  }
  return statements;
}

std::string Replacement::reinsert(const std::vector<std::string>& own) const {
  std::vector<std::string> columns = names(table_.columns);
  std::vector<std::string> values = names(table_.columns, "s.");
  for (const std::string& name : own) {
    columns.push_back(Identifier::of(name).quoted());
    values.push_back("t." + columns.back());
  }
  const std::string list = text::joined(columns, ", ");
  // Sorted: so all rows are deleted before the first one is inserted.
  return concat("WITH differing AS (DELETE FROM ", target(), " AS t USING ",
                side_rows(), " WHERE ", match_, " AND ", differs(compared()),
                " RETURNING ", text::joined(values, ", "), ") INSERT INTO ",
                table_.qualified_name(), " (", list,
                ") OVERRIDING SYSTEM VALUE SELECT ", list,
                " FROM differing ORDER BY ", listed(table_.keys()));
}

std::string Replacement::insert() const {
  std::string statement = concat("INSERT INTO ", table_.qualified_name(), " (",
                                 listed(table_.columns), ") SELECT ", values_,
                                 " FROM ", side_rows());
  if (is_by_difference()) {
    statement += concat(" WHERE NOT EXISTS (SELECT FROM ", target(),
                        " AS t WHERE ", match_, ")");
  }
  return statement;
}

}  // namespace table
