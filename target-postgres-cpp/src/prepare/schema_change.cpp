#include "prepare/schema_change.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "inspect/read_table.hpp"
#include "logging/log.hpp"
#include "prepare/change_below_views.hpp"
#include "prepare/side_table.hpp"
#include "table/loaded_type.hpp"
#include "text/concat.hpp"

namespace prepare {

namespace {

// Each loser of a race finds one thing more made by the winner: schema, table,
// columns.
constexpr int kMaxRaces = 10;

// Another target made it first: duplicate schema, table, column, object; the
// same told by a unique index of the catalog; "tuple concurrently updated".
bool is_lost_race(const postgres::PostgresError& error) {
  static constexpr std::array<std::string_view, 6> kStates = {
      "42P06", "42P07", "42701", "42710", "23505", "XX000"};
  return std::find(kStates.begin(), kStates.end(), error.sqlstate()) !=
         kStates.end();
}

// Rules of the table that its owner made forbid an ALTER: views, generated
// columns, policies, triggers of columns, partition keys, defaults, checks and
// indexes that the new type does not have, …: the server names them. (Older
// ones, 13 was seen to, say 42601 of generated columns.)
bool stands_in_the_way(const postgres::PostgresError& error) {
  constexpr std::string_view kInsufficientPrivilege = "42501";
  const std::string_view kind = std::string_view(error.sqlstate()).substr(0, 2);
  return error.sqlstate() != kInsufficientPrivilege &&
         (kind == "0A" || kind == "22" || kind == "23" || kind == "2B" ||
          kind == "42");
}

[[noreturn]] void refuse_change(const postgres::PostgresError& error,
                                const table::Migration& migration) {
  if (migration.changes.empty()) throw error;
  const auto said = error.in(text::joined(migration.changes, ", "));
  if (!stands_in_the_way(error)) throw said;
  throw table::SchemaConflict(text::concat(
      said.what(), "; drop what stands in the way, load, and create it again"));
}

// A table has a type of its own name.
void refuse_taken_type(const postgres::PostgresError& error,
                       const table::Table& table, const std::string& where) {
  if (error.sqlstate() != "42710") return;
  throw table::SchemaConflict(text::concat(
      where, ": ", error.what(), "; rename that (ALTER TYPE ",
      table.qualified_name(), " RENAME TO …) or load into another schema"));
}

void log_change(const table::Table& table, const table::Migration& migration) {
  const std::string columns = text::joined(migration.changes, ", ");
  for (const auto& statement : migration.statements) {
    const std::string line =
        text::concat("changed table ", table.qualified_name(),
                     columns.empty() ? "" : ", ", columns, ": ", statement);
    migration.is_of_existing_table ? logging::info(line) : logging::debug(line);
  }
}

// A text that is spelled in another way is another key.
void warn_of_text_keys(const table::Table& wanted, const table::Table& loaded) {
  for (std::size_t i = 0; i < wanted.columns.size(); ++i) {
    const table::Column& column = wanted.columns[i];
    const table::ColumnType& type = loaded.columns[i].type;
    if (!column.is_key || column.type == type ||
        !is_scalar(type, table::BaseType::kText)) {
      continue;
    }
    logging::warning(text::concat(
        "table ", wanted.qualified_name(), ", column \"", column.name.name(),
        "\": it is a key of the stream, which sends ", sql(column.type),
        ", but the column is text: keys are stored as the tap spells them, and "
        "one that is spelled in another way makes another row"));
  }
}

table::ExistingTable change_once(postgres::Connection& connection,
                                 table::Table& table, RowsWaiting waiting,
                                 table::MayAlter may) {
  auto existing = inspect::read_table(connection, table);
  if (waiting == RowsWaiting::kNone) {
    auto loaded = table::loaded_table(table, existing);
    warn_of_text_keys(table, loaded);
    table = std::move(loaded);
  }
  const auto migration = table::diff(table, existing, may);
  if (migration.statements.empty()) return existing;
  try {
    if (migration.shown_columns.empty()) {
      execute_change(connection, migration.statements);
    } else {
      change_below_views(connection, table, migration);
    }
  } catch (const postgres::PostgresError& error) {
    if (is_lost_race(error)) throw;
    refuse_change(error, migration);
  }
  log_change(table, migration);
  return inspect::read_table(connection, table);
}

table::ExistingTable change(postgres::Connection& connection,
                            table::Table& table, RowsWaiting waiting,
                            table::MayAlter may) {
  const table::Table wanted = table;
  const std::string where =
      text::concat("preparing table ", table.qualified_name());
  for (int race = 1;; ++race) {
    try {
      table = wanted;
      return change_once(connection, table, waiting, may);
    } catch (const postgres::PostgresError& error) {
      if (is_lost_race(error) && race < kMaxRaces) continue;
      refuse_taken_type(error, table, where);
      throw error.in(where);
    }
  }
}

void refuse_unique_key(const Destination& destination) {
  if (destination.refused_keys.empty()) return;
  for (auto unique_key : destination.existing.unique_keys) {
    std::sort(unique_key.begin(), unique_key.end());
    if (unique_key != destination.refused_keys) continue;
    throw table::SchemaConflict(text::concat(
        "table ", destination.table.qualified_name(),
        " has a unique index on (", text::joined(unique_key, ", "),
        "), so rows cannot just be appended; drop the index, or set "
        "load_method to \"upsert\" or strict_load_method to false"));
  }
}

}  // namespace

// Several statements in one query are one transaction.
void execute_change(postgres::Connection& connection,
                    const std::vector<std::string>& statements) {
  std::string sql(kLockTimeout);
  for (const auto& statement : statements) sql += statement + "; ";
  connection.execute(sql);
}

void apply_schema(Session& session, Destination& destination,
                  RowsWaiting waiting, table::MayAlter may) {
  auto& connection = session.connection();
  destination.existing = change(connection, destination.table, waiting, may);
  refuse_side_table(destination.table, destination.existing);
  refuse_unique_key(destination);
  // A side table has the same columns, and keeps its name.
  const table::Identifier rows_name = destination.is_overwritten
                                          ? destination.rows_table.name
                                          : destination.table.name;
  destination.rows_table = destination.table;
  destination.rows_table.name = rows_name;
  if (destination.is_overwritten) {
    if (destination.session != session.number()) {
      lock_for_overwriting(connection, destination.table);
    }
    make_side_table(connection, destination);
  } else {
    destination.rows_existing = destination.existing;
  }
  // Keys may be others than the rows were copied by, or their index gone.
  if (!destination.has_unique_key()) destination.can_copy_directly = false;
  destination.session = session.number();
}

}  // namespace prepare
