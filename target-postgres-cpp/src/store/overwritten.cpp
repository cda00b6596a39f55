#include "store/overwritten.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "inspect/read_references.hpp"
#include "postgres/transaction.hpp"
#include "prepare/table_lock.hpp"
#include "table/statements.hpp"
#include "text/concat.hpp"

namespace store {

namespace {

enum class Columns { kKeys, kOthers };

// The side table was made in the types of the table; but for keys without a
// unique index, which have the stream's.
bool has_types_of_side_table(const prepare::Destination& destination,
                             Columns which) {
  const auto& columns = destination.table.columns;
  return std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
    if (column.is_key != (which == Columns::kKeys)) return true;
    const auto* const own = destination.existing.find(column.name.name());
    const auto* const side = destination.rows_existing.find(column.name.name());
    return own->type == side->type &&
           (!column.is_key || own->loose_collation == side->loose_collation);
  });
}

// Others who want to write wait behind this no longer than behind a change of
// the schema.
void lock_against_writers(postgres::Connection& connection,
                          const prepare::Destination& destination) {
  connection.execute(
      text::concat("SET LOCAL lock_timeout = '3s'; LOCK TABLE ",
                   table::rows_of(destination.table, destination.existing),
                   " IN EXCLUSIVE MODE; SET LOCAL lock_timeout TO DEFAULT"));
}

// Columns of the table that the stream does not have.
std::vector<std::string> own_columns(postgres::Connection& connection,
                                     const table::Table& table) {
  std::set<std::string> wanted;
  for (const auto& column : table.columns) wanted.insert(column.name.name());
  std::vector<std::string> own;
  for (auto& column : inspect::read_insertable_columns(connection, table)) {
    if (!wanted.contains(column)) own.push_back(std::move(column));
  }
  return own;
}

// False, and nothing changed, when a unique index was in the way.
bool try_to_update(postgres::Connection& connection,
                   const Overwritten& overwritten) {
  postgres::Savepoint savepoint(connection);
  try {
    for (const auto& statement : overwritten.replacement.update()) {
      connection.execute(statement);
    }
    savepoint.release();
    return true;
  } catch (const postgres::PostgresError& error) {
    const bool is_in_the_way =
        error.is_unique_violation() || error.sqlstate() == "23P01";
    if (!is_in_the_way || overwritten.has_action()) throw;
    return false;
  }
}

}  // namespace

bool Overwritten::has_action() const {
  return std::any_of(
      references.begin(), references.end(),
      [](const table::Reference& each) { return each.has_action(); });
}

std::string overwritten_place(const prepare::Destination& destination) {
  return prepare::place(destination) + " (keeps its old content)";
}

Overwritten lock_overwritten(postgres::Connection& connection,
                             const prepare::Destination& destination) {
  prepare::lock_unchanged(connection, destination.rows_table,
                          destination.rows_existing);
  prepare::lock_unchanged(connection, destination.table, destination.existing);
  const std::string where = overwritten_place(destination);
  if (!has_types_of_side_table(destination, Columns::kOthers)) {
    throw std::runtime_error(
        text::concat(where,
                     ": others have changed the type of a column since "
                     "this run began; run again"));
  }
  std::vector<std::string> equalities;
  if (has_types_of_side_table(destination, Columns::kKeys)) {
    equalities =
        inspect::read_key_equalities(connection, destination.rows_table);
  }
  Overwritten overwritten{
      where, &destination,
      table::Replacement(destination.table, destination.existing,
                         destination.rows_table, destination.rows_existing,
                         equalities),
      inspect::read_references(connection, destination.table)};
  if (overwritten.has_action()) lock_against_writers(connection, destination);
  return overwritten;
}

void survey(postgres::Connection& connection, Overwritten& overwritten) {
  const auto& replacement = overwritten.replacement;
  if (!replacement.is_by_difference()) return;
  connection.execute(replacement.analyze());
  const auto result = connection.execute(replacement.survey());
  overwritten.has_removed =
      result.is_true(0, 0) || !replacement.is_key_unique();
  overwritten.has_new = result.is_true(0, 1);
}

void remove_rows(postgres::Connection& connection,
                 const Overwritten& overwritten) {
  if (!overwritten.has_removed) return;
  for (const auto& statement : overwritten.replacement.remove()) {
    connection.execute(statement);
  }
}

void update_rows(postgres::Connection& connection,
                 const Overwritten& overwritten) {
  if (!overwritten.replacement.is_by_difference()) return;
  if (try_to_update(connection, overwritten)) return;
  // Rows exchange values, and each is in the way of the other.
  connection.execute(overwritten.replacement.reinsert(
      own_columns(connection, overwritten.destination->table)));
}

void insert_rows(postgres::Connection& connection,
                 const Overwritten& overwritten) {
  if (!overwritten.has_new) return;
  connection.execute(overwritten.replacement.insert());
}

}  // namespace store
