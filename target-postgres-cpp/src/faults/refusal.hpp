#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "postgres/postgres_error.hpp"
#include "prepare/session.hpp"
#include "store/delivery.hpp"

namespace faults {

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
  prepare::Session& session;
  bool hard_delete;

  // While those rows were written.
  [[noreturn]] void of(const store::Delivery& delivery,
                       const postgres::PostgresError& error) const;

  // By the COMMIT, which checks what is DEFERRABLE INITIALLY DEFERRED: all that
  // was written, in that order.
  [[noreturn]] void at_commit(const std::vector<store::Delivery>& deliveries,
                              const postgres::PostgresError& error) const;
};

}  // namespace faults
