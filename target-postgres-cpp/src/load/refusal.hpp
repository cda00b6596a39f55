#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "load/destination.hpp"
#include "load/session.hpp"
#include "load/work.hpp"
#include "postgres/postgres_error.hpp"

namespace load {

// "stream 'a', table "s"."a"": where something was refused.
std::string place(const std::string& stream, const Destination& destination);

// Rows that the server refused; the message names line, stream, reason and
// SQLSTATE.
class RefusedRow : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Turns the error of a transaction that was undone into one that names the row
// to blame, if one is. Both always throw: RefusedRow, PostgresError,
// StaleTable.
struct Refusal {
  Session& session;
  std::map<std::string, Destination>& destinations;
  bool hard_delete;

  // While that batch was written.
  [[noreturn]] void of(const StreamBatch& batch,
                       const postgres::PostgresError& error) const;

  // By the COMMIT, which checks what is DEFERRABLE INITIALLY DEFERRED. The
  // batches in the order they were written.
  [[noreturn]] void at_commit(const std::vector<const StreamBatch*>& batches,
                              const postgres::PostgresError& error) const;
};

}  // namespace load
