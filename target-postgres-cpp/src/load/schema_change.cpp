#include "load/schema_change.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "load/side_table.hpp"
#include "logging/log.hpp"
#include "postgres/read_table.hpp"
#include "text/concat.hpp"

namespace load {

namespace {

// Others wait behind our queued lock no longer than this.
constexpr std::string_view kLockTimeout = "SET LOCAL lock_timeout = '3s'; ";
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

table::ExistingTable change_once(postgres::Connection& connection,
                                 const table::Table& table,
                                 const Options& options) {
  auto existing = postgres::read_table(connection, table);
  const auto migration =
      table::diff(table, existing, options.allow_column_alter);
  if (migration.statements.empty()) return existing;
  for (const auto& statement : migration.statements) {
    logging::debug(text::concat("changing the schema: ", statement));
  }
  execute_change(connection, migration.statements);
  return postgres::read_table(connection, table);
}

// What else forbids an ALTER is many: generated columns, triggers of columns,
// policies, partition keys. The server names it; older ones (13 was seen to)
// say 42601 of generated columns.
[[noreturn]] void refuse_change(const postgres::PostgresError& error,
                                const table::Table& table) {
  const std::string where =
      text::concat("preparing table ", table.qualified_name());
  // A table has a type of its own name.
  if (error.sqlstate() == "42710") {
    throw table::SchemaConflict(text::concat(
        where, ": ", error.what(), "; rename that (ALTER TYPE ",
        table.qualified_name(), " RENAME TO …) or load into another schema"));
  }
  if (error.sqlstate() != "0A000" && error.sqlstate() != "42601") {
    throw error.in(where);
  }
  throw table::SchemaConflict(
      text::concat(where, ": ", error.what(),
                   "; drop what stands in the way, load, and create it again"));
}

table::ExistingTable change(postgres::Connection& connection,
                            const table::Table& table, const Options& options) {
  for (int race = 1;; ++race) {
    try {
      return change_once(connection, table, options);
    } catch (const postgres::PostgresError& error) {
      if (!is_lost_race(error) || race == kMaxRaces) {
        refuse_change(error, table);
      }
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
                  const Options& options) {
  auto& connection = session.connection();
  destination.existing = change(connection, destination.table, options);
  refuse_side_table(destination.table, destination.existing);
  refuse_unique_key(destination);
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

}  // namespace load
