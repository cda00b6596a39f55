#include "postgres/connection.hpp"

#include <cstdlib>

#include "catch.hpp"
#include "postgres_server.hpp"
#include "test_connection.hpp"

using catching::contains;
using postgres::Connection;
using postgres::PostgresError;

namespace {

PostgresError error_of(const postgres::Parameters& parameters) {
  try {
    Connection connection(parameters);
  } catch (const PostgresError& error) {
    return error;
  }
  throw std::logic_error("the connection came about");
}

PostgresError error_of(Connection& connection, const std::string& sql) {
  try {
    connection.execute(sql);
  } catch (const PostgresError& error) {
    return error;
  }
  throw std::logic_error("the statement passed");
}

}  // namespace

TEST_CASE("a session is ours whatever server and client say") {
  auto& server = PostgresServer::instance();
  const std::string database = server.create_database();
  Connection administrator(parameters_of(database));
  administrator.execute("ALTER DATABASE " + database +
                        " SET TimeZone = 'Asia/Kathmandu'");
  administrator.execute("ALTER DATABASE " + database +
                        " SET DateStyle = 'SQL, DMY'");
  administrator.execute("ALTER DATABASE " + database +
                        " SET standard_conforming_strings = off");
  setenv("PGTZ", "America/New_York", 1);
  setenv("PGCLIENTENCODING", "LATIN1", 1);
  Connection connection(parameters_of(database));
  unsetenv("PGTZ");
  unsetenv("PGCLIENTENCODING");
  CHECK(value_of(connection, "SHOW TimeZone") == "UTC");
  CHECK(value_of(connection, "SHOW DateStyle") == "ISO, MDY");
  CHECK(value_of(connection, "SHOW client_encoding") == "UTF8");
  CHECK(value_of(connection, "SHOW standard_conforming_strings") == "on");
  CHECK(value_of(connection, "SHOW application_name") == "target-postgres-cpp");
}

TEST_CASE("a failed statement tells its SQLSTATE and leaves the session") {
  Connection connection(
      parameters_of(PostgresServer::instance().create_database()));
  const auto error = error_of(connection, "SELECT 1; SELECT * FROM missing");
  CHECK(error.sqlstate() == "42P01");
  CHECK_FALSE(error.is_retriable());
  CHECK_THAT(error.what(), contains("missing"));
  CHECK_THAT(error.what(), contains("(SQLSTATE 42P01)"));
  CHECK(value_of(connection, "SELECT 2") == "2");
}

TEST_CASE("an error's text is one line") {
  Connection connection(
      parameters_of(PostgresServer::instance().create_database()));
  const auto error = error_of(
      connection, "DO $$BEGIN RAISE 'two\nlines' USING HINT = 'try'; END$$");
  CHECK(std::string(error.what()) == "two lines; hint: try (SQLSTATE P0001)");
}

TEST_CASE("why no connection came about is told by SQLSTATE") {
  auto parameters = parameters_of("missing");
  auto error = error_of(parameters);
  CHECK(error.sqlstate() == "3D000");
  CHECK_FALSE(error.is_retriable());
  CHECK_THAT(error.what(), contains("\"missing\" does not exist"));
  CHECK(std::string(error.what()).find("LOCATION") == std::string::npos);

  parameters = parameters_of("postgres");
  parameters.push_back({"user", "nobody_of_that_name"});
  error = error_of(parameters);
  CHECK(error.sqlstate() == "28000");
  CHECK_FALSE(error.is_retriable());
}

TEST_CASE("a server that is not there may come back") {
  auto parameters = parameters_of("postgres");
  parameters.push_back({"host", "/nowhere"});
  const auto error = error_of(parameters);
  CHECK(error.is_retriable());
  CHECK_THAT(error.what(), contains("/nowhere"));
}

TEST_CASE("a terminated session may be tried again") {
  const auto database = PostgresServer::instance().create_database();
  Connection connection(parameters_of(database));
  Connection other(parameters_of(database));
  other.execute(PostgresServer::terminate_others());
  const auto error = error_of(connection, "SELECT 1");
  CHECK(error.is_retriable());
  CHECK(error.sqlstate() == "57P01");
  CHECK_FALSE(connection.is_alive());
}

TEST_CASE("two sessions on one run of a server know it, a restart is another") {
  auto& server = PostgresServer::instance();
  const auto before = Connection(parameters_of("postgres")).server();
  CHECK(before == Connection(parameters_of("postgres")).server());
  CHECK_FALSE(before.system_identifier.empty());
  server.restart("fast");
  const auto after = Connection(parameters_of("postgres")).server();
  CHECK_FALSE(before == after);
  CHECK(before.system_identifier == after.system_identifier);
}

TEST_CASE("a role that may not know the system identifier can still load") {
  const auto database = PostgresServer::instance().create_database();
  Connection(parameters_of(database))
      .execute(
          "CREATE ROLE plain LOGIN; "
          "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
  auto parameters = parameters_of(database);
  parameters.push_back({"user", "plain"});
  const Connection connection(parameters);
  CHECK(connection.server().system_identifier.empty());
  CHECK_FALSE(connection.server().started_at.empty());
}
