#pragma once

#include <map>
#include <string>

#include "postgres/connection.hpp"
#include "table/statements.hpp"

namespace prepare {

// A connection and the staging tables that live in it.
class Session {
 public:
  Session(const postgres::Parameters& parameters, int number,
          cli::StopToken stop)
      : connection_(parameters, stop), number_(number) {}

  postgres::Connection& connection() { return connection_; }
  // Tells this session from the ones before it.
  int number() const { return number_; }

  // Makes the staging table of `table` unless it is there. Inside a
  // transaction that is not committed it goes again, and behind a pooler with
  // any transaction: then forget_staging().
  void ensure_staging(const table::Table& table);
  void forget_staging() { staging_.clear(); }

 private:
  postgres::Connection connection_;
  int number_;
  // Name → the statement that made it.
  std::map<std::string, std::string> staging_;
};

}  // namespace prepare
