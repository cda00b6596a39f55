#include "test_connection.hpp"

#include "postgres_server.hpp"

postgres::Parameters parameters_of(const std::string& database) {
  const auto& server = PostgresServer::instance();
  return {{"host", server.host()},
          {"port", server.port()},
          {"user", "postgres"},
          {"dbname", database}};
}

std::string value_of(postgres::Connection& connection, const std::string& sql) {
  return std::string(connection.execute(sql).text(0, 0));
}
