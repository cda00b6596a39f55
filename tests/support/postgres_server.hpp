#pragma once

#include <string>

// A PostgreSQL server of this test program's own, started through
// scripts/postgres in a temporary folder and stopped, its folder removed, at
// the end of the program (KEEP_TEST_DB=1 keeps both and says where).
class PostgresServer {
 public:
  // The program's server; started at the first call.
  static PostgresServer& instance();

  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  const std::string& host() const { return host_; }
  const std::string& port() const { return port_; }

  // Makes a database of a new name and returns it.
  std::string create_database();

  // The statement that ends all other sessions of its database and returns
  // when they are gone. (pg_terminate_backend() waits itself from 14 on.)
  static const char* terminate_others();

  // "fast" or "immediate", as in a crash.
  void restart(const std::string& mode);

 private:
  PostgresServer();
  void script(const std::string& arguments);

  std::string folder_;
  std::string host_;
  std::string port_;
  int databases_ = 0;
};
