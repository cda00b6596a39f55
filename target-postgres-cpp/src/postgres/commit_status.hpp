#pragma once

#include "postgres/transaction.hpp"

namespace postgres {

enum class CommitStatus {
  kCommitted,
  kAborted,
  kInProgress,  // ask again
  kUnknown,     // the server was restarted, or is another one: ids mean nothing
};

// Asks over a new connection what became of a COMMIT in doubt.
CommitStatus find_out(Connection& connection, const CommitInDoubt& doubt);

}  // namespace postgres
