#include "postgres/transaction.hpp"

#include "catch.hpp"
#include "inspect/commit_status.hpp"
#include "postgres_server.hpp"
#include "test_connection.hpp"

using inspect::CommitStatus;
using postgres::CommitInDoubt;
using postgres::Connection;
using postgres::Savepoint;
using postgres::Transaction;

namespace {

struct Fixture {
  std::string database = PostgresServer::instance().create_database();
  Connection connection{parameters_of(database)};

  Fixture() { connection.execute("CREATE TABLE t (v integer)"); }
  std::string rows() {
    return value_of(connection, "SELECT string_agg(v::text, ' ') FROM t");
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a transaction is stored by commit() alone") {
  {
    Transaction transaction(connection);
    connection.execute("INSERT INTO t VALUES (1)");
  }
  CHECK(rows().empty());
  Transaction transaction(connection);
  connection.execute("INSERT INTO t VALUES (2)");
  transaction.commit();
  CHECK(rows() == "2");
}

TEST_CASE_METHOD(Fixture, "COMMIT of a failed transaction is an error") {
  Transaction transaction(connection);
  CHECK_THROWS(connection.execute("SELECT * FROM missing"));
  CHECK_THROWS_AS(transaction.commit(), postgres::PostgresError);
}

TEST_CASE_METHOD(Fixture, "a savepoint undoes what was not released") {
  Transaction transaction(connection);
  connection.execute("INSERT INTO t VALUES (1)");
  {
    Savepoint savepoint(connection);
    connection.execute("INSERT INTO t VALUES (2)");
    CHECK_THROWS(connection.execute("SELECT * FROM missing"));
  }
  {
    Savepoint savepoint(connection);
    connection.execute("INSERT INTO t VALUES (3)");
    savepoint.release();
  }
  transaction.commit();
  CHECK(rows() == "1 3");
}

TEST_CASE_METHOD(Fixture, "what became of a transaction can be asked") {
  const postgres::PostgresError lost({.message = "lost"});
  Connection other(parameters_of(database));
  const std::string id_query = "SELECT pg_current_xact_id()";

  other.execute("BEGIN");
  const std::string aborted = value_of(other, id_query);
  other.execute("ROLLBACK; BEGIN");
  const std::string committed = value_of(other, id_query);
  other.execute("COMMIT; BEGIN");
  const std::string running = value_of(other, id_query);

  const auto status = [&](const std::string& id) {
    return inspect::find_out(connection,
                             CommitInDoubt(lost, id, other.server()));
  };
  CHECK(status(aborted) == CommitStatus::kAborted);
  CHECK(status(committed) == CommitStatus::kCommitted);
  CHECK(status(running) == CommitStatus::kInProgress);

  auto another_server = other.server();
  another_server.started_at += "?";
  CHECK(inspect::find_out(connection,
                          CommitInDoubt(lost, committed, another_server)) ==
        CommitStatus::kUnknown);
}
