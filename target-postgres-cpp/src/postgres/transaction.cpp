#include "postgres/transaction.hpp"

#include <libpq-fe.h>

#include <new>

namespace postgres {

namespace {

// For destructors: what cannot be undone is undone by the server when the
// session ends.
void try_to_execute(Connection& connection, const char* sql) {
  if (!connection.is_alive()) return;
  try {
    connection.execute(sql);
  } catch (const PostgresError&) {
  } catch (const std::bad_alloc&) {
  }
}

}  // namespace

Transaction::Transaction(Connection& connection)
    : connection_(connection), id_(connection.begin()) {}

Transaction::~Transaction() {
  if (is_open_) try_to_execute(connection_, "ROLLBACK");
}

void Transaction::commit() {
  is_open_ = false;
  try {
    const Result result = connection_.execute("COMMIT");
    if (result.command_status() == "COMMIT") return;
  } catch (const PostgresError& error) {
    if (connection_.is_alive()) throw;
    throw CommitInDoubt(
        error.in("the connection broke during COMMIT, and whether that went "
                 "through is not known yet"),
        id_, connection_.server());
  }
  // COMMIT of a failed transaction is answered by ROLLBACK.
  throw PostgresError(
      {.sqlstate = "25P02", .message = "the transaction was rolled back"});
}

Savepoint::Savepoint(Connection& connection) : connection_(connection) {
  connection_.execute("SAVEPOINT target_postgres");
}

Savepoint::~Savepoint() {
  if (is_open_) {
    try_to_execute(connection_,
                   "ROLLBACK TO SAVEPOINT target_postgres; "
                   "RELEASE SAVEPOINT target_postgres");
  }
}

void Savepoint::release() {
  is_open_ = false;
  connection_.execute("RELEASE SAVEPOINT target_postgres");
}

}  // namespace postgres
