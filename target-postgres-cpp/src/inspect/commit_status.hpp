#pragma once

#include "postgres/transaction.hpp"

namespace inspect {

enum class CommitStatus {
  kCommitted,
  kAborted,
  kInProgress,  // ask again
  kUnknown,     // the server was restarted, or is another one: ids mean nothing
};

// Asks over a new connection what became of a COMMIT in doubt.
CommitStatus find_out(postgres::Connection& connection,
                      const postgres::CommitInDoubt& doubt);

}  // namespace inspect
