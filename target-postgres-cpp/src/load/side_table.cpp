#include "load/side_table.hpp"

#include <stdexcept>

#include "load/schema_change.hpp"
#include "postgres/read_table.hpp"
#include "table/statements.hpp"
#include "text/concat.hpp"

namespace load {

namespace {

// What this run has loaded so far must be there, whatever happened meanwhile.
void require_own_side_table(const Destination& destination,
                            const table::ExistingTable& found) {
  if (found.oid == destination.side_table_oid) return;
  throw std::runtime_error(text::concat(
      "table ", destination.rows_table.qualified_name(),
      ", which held the rows loaded so far, was dropped by others; this run "
      "has not changed table ",
      destination.table.qualified_name(), ": run again"));
}

bool is_marked(const table::ExistingTable& found, const table::Table& table) {
  return found.comment == table::side_table_mark(table) ||
         found.comment == table::replaced_mark(table);
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
                     const Destination& destination) {
  const auto& table = destination.table;
  const auto found = postgres::read_table(connection, destination.rows_table);
  if (!destination.side_table_oid.empty()) {
    return require_own_side_table(destination, found);
  }
  const bool is_there = found.kind != table::ExistingTable::Kind::kNone;
  if (is_there && !is_marked(found, table)) {
    throw table::SchemaConflict(text::concat(
        "load_method \"overwrite\" loads into ",
        destination.rows_table.qualified_name(), " before it replaces ",
        table.qualified_name(),
        ", but something else has that name; rename it or that table"));
  }
  std::vector<std::string> statements;
  if (is_there) statements.push_back(table::drop_side_table(table));
  for (auto& each : table::create_side_table(table)) {
    statements.push_back(std::move(each));
  }
  execute_change(connection, statements);
}

void drop_side_table(Session& session, const Destination& destination) {
  auto& connection = session.connection();
  if (destination.session != session.number()) {
    lock_for_overwriting(connection, destination.table);
  }
  const auto found = postgres::read_table(connection, destination.rows_table);
  if (found.oid != destination.side_table_oid) return;
  execute_change(connection, {table::drop_side_table(destination.table)});
}

std::optional<bool> was_replaced(postgres::Connection& connection,
                                 const Destination& destination) {
  const auto found = postgres::read_table(connection, destination.rows_table);
  if (found.oid != destination.side_table_oid) return std::nullopt;
  if (found.comment == table::replaced_mark(destination.table)) return true;
  if (found.comment == table::side_table_mark(destination.table)) return false;
  return std::nullopt;
}

}  // namespace load
