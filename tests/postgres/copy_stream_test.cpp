#include "postgres/copy_stream.hpp"

#include "catch.hpp"
#include "postgres_server.hpp"
#include "test_connection.hpp"

using postgres::Connection;
using postgres::CopyStream;
using postgres::PostgresError;

namespace {

Connection connection_with_table() {
  Connection connection(
      parameters_of(PostgresServer::instance().create_database()));
  connection.execute("CREATE TABLE t (k integer PRIMARY KEY, v text)");
  return connection;
}

constexpr auto kCopy = "COPY t FROM STDIN";

std::string sqlstate_of(CopyStream& stream) {
  try {
    stream.complete();
  } catch (const PostgresError& error) {
    return error.sqlstate();
  }
  return "";
}

}  // namespace

TEST_CASE("rows are stored when the COPY is completed") {
  Connection connection = connection_with_table();
  CopyStream stream(connection, kCopy);
  stream.write("1\to");
  stream.write("ne\n2\ttwo\n");
  CHECK(stream.complete() == 2);
  CHECK(value_of(connection, "SELECT v FROM t WHERE k = 1") == "one");
}

TEST_CASE("rows larger than any buffer arrive whole") {
  Connection connection = connection_with_table();
  CopyStream stream(connection, kCopy);
  stream.write("1\t" + std::string(20 << 20, 'x') + "\n");
  CHECK(stream.complete() == 1);
  CHECK(value_of(connection, "SELECT length(v) FROM t") == "20971520");
}

TEST_CASE("what is not completed is not stored") {
  Connection connection = connection_with_table();
  {
    CopyStream stream(connection, kCopy);
    stream.write("1\tone\n");
  }
  CHECK(value_of(connection, "SELECT count(*) FROM t") == "0");
}

TEST_CASE("what the server thinks of the rows comes with complete()") {
  Connection connection = connection_with_table();
  CopyStream stream(connection, kCopy);
  stream.write("1\ta\n1\tb\n");
  CHECK(sqlstate_of(stream) == "23505");
  CHECK(value_of(connection, "SELECT count(*) FROM t") == "0");
}

TEST_CASE("a COPY the server refuses does not begin") {
  Connection connection = connection_with_table();
  CHECK_THROWS_AS(CopyStream(connection, "COPY missing FROM STDIN"),
                  PostgresError);
  CHECK_THROWS_AS(CopyStream(connection, "SELECT 1"), PostgresError);
  CHECK(value_of(connection, "SELECT 1") == "1");
}

TEST_CASE("a session that ends in mid-COPY is told as lost") {
  Connection connection = connection_with_table();
  Connection other(
      parameters_of(value_of(connection, "SELECT current_database()")));
  CopyStream stream(connection, kCopy);
  stream.write("1\tone\n");
  other.execute(PostgresServer::terminate_others());
  bool is_retriable = false;
  try {
    for (int i = 0; i < 100; ++i) stream.write(std::string(1 << 20, 'x'));
    stream.complete();
  } catch (const PostgresError& error) {
    is_retriable = error.is_retriable();
  }
  CHECK(is_retriable);
  CHECK_FALSE(connection.is_alive());
}
