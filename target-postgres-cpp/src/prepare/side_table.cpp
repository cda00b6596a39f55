#include "prepare/side_table.hpp"

#include <map>
#include <stdexcept>

#include "inspect/read_table.hpp"
#include "prepare/schema_change.hpp"
#include "table/side_table.hpp"
#include "text/concat.hpp"

namespace prepare {

namespace {

// What this run has loaded so far must be there, whatever happened meanwhile.
void read_own(postgres::Connection& connection, Destination& destination) {
  destination.rows_existing =
      inspect::read_table(connection, destination.rows_table);
  if (destination.rows_existing.oid == destination.side_table_oid) return;
  throw std::runtime_error(text::concat(
      "table ", destination.rows_table.qualified_name(),
      ", which held the rows loaded so far, was dropped by others; this run "
      "has not changed table ",
      destination.table.qualified_name(), ": run again"));
}

bool is_marked(std::string_view comment, const table::Table& table) {
  return comment == table::side_table_mark(table) ||
         comment == table::replaced_mark(table);
}

// Somebody was quicker: a relation or a type has the name.
bool is_taken(const postgres::PostgresError& error) {
  return error.sqlstate() == "42P07" || error.sqlstate() == "42710";
}

[[noreturn]] void refuse_names(const table::Table& table,
                               const std::vector<table::Identifier>& names) {
  throw table::SchemaConflict(text::concat(
      "load_method \"overwrite\" loads into a table beside ",
      table.qualified_name(), " before it replaces that, but all names from ",
      names.front().quoted(), " to ", names.back().quoted(),
      " are taken; rename one of those or load into another schema"));
}

// Drops the side tables that earlier runs left; tells which of the names have
// something else.
std::map<std::string, bool> clear_names(
    postgres::Connection& connection, const table::Table& table,
    const std::vector<table::Identifier>& names) {
  std::map<std::string, bool> has_another;
  std::vector<std::string> drops;
  for (const auto& found :
       inspect::read_comments(connection, table.schema, names)) {
    const bool is_left = is_marked(found.comment, table);
    has_another[found.name] = !is_left;
    if (!is_left) continue;
    table::Table left = table;
    left.name = table::Identifier::of(found.name);
    drops.push_back(table::drop_side_table(left));
  }
  if (!drops.empty()) execute_change(connection, drops);
  return has_another;
}

table::Table shape_of(const Destination& destination) {
  return table::side_table_shape(destination.rows_table, destination.existing);
}

bool try_to_make(postgres::Connection& connection,
                 const Destination& destination) {
  try {
    execute_change(connection, table::create_side_table(shape_of(destination),
                                                        destination.existing,
                                                        destination.table));
    return true;
  } catch (const postgres::PostgresError& error) {
    if (is_taken(error)) return false;
    throw;
  }
}

void adapt(postgres::Connection& connection, Destination& destination) {
  read_own(connection, destination);
  const std::string where = text::concat(
      "table ", destination.table.qualified_name(), " (keeps its old content)");
  try {
    const auto statements = table::adapt_side_table(shape_of(destination),
                                                    destination.rows_existing);
    if (statements.empty()) return;
    execute_change(connection, statements);
  } catch (const postgres::PostgresError& error) {
    throw error.in(where);
  } catch (const table::SchemaConflict& conflict) {
    throw table::SchemaConflict(text::concat(where, ": ", conflict.what()));
  }
  read_own(connection, destination);
}

}  // namespace

void lock_for_overwriting(postgres::Connection& connection,
                          const table::Table& table) {
  // A pooler may give the lock away with its session, or keep it for ever. A
  // run whose side table another one drops is ended by that.
  if (connection.is_pooled()) return;
  if (connection.execute(table::try_to_lock_for_overwriting(table))
          .is_true(0, 0)) {
    return;
  }
  throw postgres::PostgresError(
      {.sqlstate = "55P03",
       .message = text::concat("another run is overwriting table ",
                               table.qualified_name(),
                               "; start this one when that has ended")});
}

void make_side_table(postgres::Connection& connection,
                     Destination& destination) {
  if (!destination.side_table_oid.empty()) {
    return adapt(connection, destination);
  }
  const auto& table = destination.table;
  const auto names = table::side_table_names(table);
  auto has_another = clear_names(connection, table, names);
  for (const auto& name : names) {
    if (has_another[name.name()]) continue;
    destination.rows_table.name = name;
    if (!try_to_make(connection, destination)) continue;
    destination.rows_existing =
        inspect::read_table(connection, destination.rows_table);
    destination.side_table_oid = destination.rows_existing.oid;
    return;
  }
  refuse_names(table, names);
}

void rename_side_table(postgres::Connection& connection,
                       Destination& destination) {
  const auto names = table::side_table_names(destination.table);
  std::map<std::string, bool> is_there;
  for (const auto& found :
       inspect::read_comments(connection, destination.table.schema, names)) {
    is_there[found.name] = true;
    const bool is_own = found.oid == destination.side_table_oid;
    if (is_own && found.name != destination.rows_table.name.name()) {
      // Done before the connection was lost.
      destination.rows_table.name = table::Identifier::of(found.name);
      return;
    }
  }
  for (const auto& name : names) {
    if (is_there[name.name()]) continue;
    execute_change(connection,
                   {table::rename_side_table(destination.rows_table, name)});
    destination.rows_table.name = name;
    return;
  }
  refuse_names(destination.table, names);
}

void refuse_side_table(const table::Table& table,
                       const table::ExistingTable& found) {
  if (!table::is_side_table_mark(found.comment)) return;
  throw table::SchemaConflict(text::concat(
      "table ", table.qualified_name(),
      " is not the stream's own: its comment says \"", found.comment,
      "\"; let that run end, or drop the table if none is under way"));
}

void drop_side_table(Session& session, const Destination& destination) {
  auto& connection = session.connection();
  if (destination.session != session.number()) {
    lock_for_overwriting(connection, destination.table);
  }
  const auto found = inspect::read_table(connection, destination.rows_table);
  if (found.oid != destination.side_table_oid) return;
  execute_change(connection, {table::drop_side_table(destination.rows_table)});
}

std::optional<bool> was_replaced(postgres::Connection& connection,
                                 const Destination& destination) {
  const auto found = inspect::read_table(connection, destination.rows_table);
  if (found.oid != destination.side_table_oid) return std::nullopt;
  if (found.comment == table::replaced_mark(destination.table)) return true;
  if (found.comment == table::side_table_mark(destination.table)) return false;
  return std::nullopt;
}

}  // namespace prepare
