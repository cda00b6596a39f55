#include "store/write_rows.hpp"

#include <algorithm>

#include "postgres/copy_stream.hpp"
#include "postgres/transaction.hpp"
#include "table/statements.hpp"
#include "text/concat.hpp"

namespace store {

namespace {

using table::KeyOrder;
using table::Table;

void copy(postgres::Connection& connection, const std::string& statement,
          std::string_view rows) {
  postgres::CopyStream stream(connection, statement);
  stream.write(row::copy_header());
  stream.write(rows);
  stream.write(row::copy_trailer());
  stream.complete();
}

void stage(prepare::Session& session, const Table& table, const Rows& rows) {
  session.ensure_staging(table);
  // Where a key may occur twice the rows' places must tell their order. They do
  // in a file made by this transaction: in an older one PostgreSQL puts rows
  // into gaps it remembers (1,660 of 20,000 rows of varied size were found out
  // of order).
  if (rows.order == KeyOrder::kUnknown) {
    session.connection().execute(
        text::concat("TRUNCATE pg_temp.", table::staging_name(table).quoted()));
  }
  copy(session.connection(), table::copy_into_staging(table), rows.bytes);
}

Written append(postgres::Connection& connection,
               const prepare::Destination& destination, const Rows& rows) {
  const Table& table = destination.rows_table;
  Written written;
  if (rows.deleted > 0) {
    written.left_out =
        connection.execute(table::unstage_marked(table)).affected_rows();
  }
  written.loaded =
      connection
          .execute(table::append_staging(table, destination.rows_existing))
          .affected_rows();
  return written;
}

// How many keys the staged rows have.
std::uint64_t count_keys(postgres::Connection& connection,
                         const prepare::Destination& destination,
                         const Rows& rows) {
  if (rows.order != KeyOrder::kUnknown) return rows.count;
  const auto result = connection.execute(table::count_staged_keys(
      destination.rows_table, destination.rows_existing));
  return std::stoull(std::string(result.text(0, 0)));
}

// Staging into the table; the number of rows inserted or updated.
std::uint64_t merge(postgres::Connection& connection,
                    const prepare::Destination& destination, KeyOrder order) {
  const Table& table = destination.rows_table;
  const auto& existing = destination.rows_existing;
  if (destination.has_unique_key()) {
    return connection.execute(table::merge_by_index(table, existing, order))
        .affected_rows();
  }
  std::uint64_t rows = 0;
  for (const auto& statement : table::merge_by_join(table, existing, order)) {
    rows += connection.execute(statement).affected_rows();
  }
  return rows;
}

// Straight into the table; false, and nothing changed, when a key is there.
bool try_to_copy_directly(prepare::Session& session,
                          prepare::Destination& destination, const Rows& rows) {
  postgres::Savepoint savepoint(session.connection());
  try {
    copy(session.connection(), table::copy_into_table(destination.rows_table),
         rows.bytes);
    savepoint.release();
    return true;
  } catch (const postgres::PostgresError& error) {
    if (!error.is_unique_violation()) throw;
    destination.can_copy_directly = false;
    return false;
  }
}

}  // namespace

Written write_rows(prepare::Session& session, prepare::Destination& destination,
                   const Rows& rows) {
  auto& connection = session.connection();
  const Table& table = destination.rows_table;
  const bool has_keys = !table.keys().empty();
  const bool can_copy = !destination.needs_staging() && rows.deleted == 0;
  if (!has_keys && can_copy) {
    copy(connection, table::copy_into_table(table), rows.bytes);
    return {rows.count};
  }
  if (has_keys && can_copy && destination.can_copy_directly &&
      rows.order != KeyOrder::kUnknown &&
      try_to_copy_directly(session, destination, rows)) {
    return {rows.count};
  }
  stage(session, table, rows);
  if (!has_keys) return append(connection, destination, rows);
  // Of a key without a unique index more rows may be there than came.
  Written written{
      std::min(merge(connection, destination, rows.order), rows.count)};
  if (table.keys().size() == table.columns.size()) {
    written.loaded = count_keys(connection, destination, rows);
  }
  if (rows.deleted > 0) {
    const std::string statement =
        table::delete_marked(table, destination.rows_existing, rows.deleted);
    written.deleted =
        std::min(connection.execute(statement).affected_rows(), written.loaded);
    written.loaded -= written.deleted;
  }
  return written;
}

}  // namespace store
