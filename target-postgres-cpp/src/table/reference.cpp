#include "table/reference.hpp"

#include <algorithm>

#include "text/concat.hpp"

namespace table {

namespace {

using text::concat;

std::string quoted(const std::string& name) {
  return Identifier::of(name).quoted();
}

bool has_column(const Table& table, const std::string& name) {
  return std::any_of(
      table.columns.begin(), table.columns.end(),
      [&](const Column& column) { return column.name.name() == name; });
}

// Rows that refer to "t".
std::string joined(const Reference& reference, const std::string& referring) {
  if (referring.empty()) return "";
  std::string condition;
  for (const auto& part : reference.parts) {
    if (!condition.empty()) condition += " AND ";
    condition += concat("t.", quoted(part.referenced), part.collation, " ",
                        part.equality, " r.", quoted(part.column));
  }
  return concat(" JOIN ", referring, " ON ", condition);
}

// "(id, day)=(1, 2024-01-01)"
std::string shown(const Reference& reference) {
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (const auto& part : reference.parts) {
    names.push_back(part.referenced);
    values.push_back("t." + quoted(part.referenced));
  }
  return concat("pg_catalog.concat(",
                quoted_literal(concat("(", text::joined(names, ", "), ")=(")),
                ", pg_catalog.concat_ws(', ', ", text::joined(values, ", "),
                "), ')')");
}

}  // namespace

std::string referring_rows(const Reference& reference) {
  return concat(reference.is_partitioned ? "" : "ONLY ", reference.table,
                " AS r");
}

std::optional<std::string> referring_rows_after(
    const Reference& reference, const Replacement& replacement) {
  std::vector<std::string> columns;
  bool has_own = false;
  for (const auto& part : reference.parts) {
    const bool is_own = !has_column(replacement.table(), part.column);
    has_own |= is_own;
    columns.push_back(concat(is_own ? "t." : "s.", quoted(part.column)));
  }
  const std::string list = text::joined(columns, ", ");
  if (!has_own) {
    return concat("(SELECT ", list, " FROM ", replacement.side_rows(),
                  ") AS r");
  }
  // Columns that the stream does not have stay as they are, in rows that stay.
  if (!replacement.is_by_difference()) return std::nullopt;
  return concat("(SELECT ", list, " FROM ", replacement.rows(), " JOIN ",
                replacement.side_rows(), " ON ", replacement.match(), ") AS r");
}

std::string find_removed(const Replacement& replacement,
                         const Reference& reference,
                         const std::string& referring) {
  return concat("SELECT ", shown(reference), " FROM ", replacement.rows(),
                joined(reference, referring), " WHERE ",
                replacement.is_removed(), " LIMIT 1");
}

std::optional<std::string> find_changed(const Replacement& replacement,
                                        const Reference& reference,
                                        const std::string& referring) {
  std::vector<std::string> columns;
  for (const auto& part : reference.parts) {
    if (has_column(replacement.table(), part.referenced)) {
      columns.push_back(part.referenced);
    }
  }
  if (columns.empty() || !replacement.is_by_difference()) return std::nullopt;
  return concat("SELECT ", shown(reference), " FROM ", replacement.rows(),
                " JOIN ", replacement.side_rows(), " ON ", replacement.match(),
                joined(reference, referring), " WHERE ",
                replacement.differs(columns), " LIMIT 1");
}

std::string_view sql(Reference::Action action) {
  switch (action) {
    case Reference::Action::kCascade:
      return "CASCADE";
    case Reference::Action::kSetNull:
      return "SET NULL";
    case Reference::Action::kSetDefault:
      return "SET DEFAULT";
    case Reference::Action::kNone:
      break;
  }
  return "NO ACTION";
}

}  // namespace table
