#include "inspect/commit_status.hpp"

#include "table/identifier.hpp"
#include "text/concat.hpp"

namespace inspect {

CommitStatus find_out(postgres::Connection& connection,
                      const postgres::CommitInDoubt& doubt) {
  if (connection.server() != doubt.server()) return CommitStatus::kUnknown;
  const postgres::Result result = connection.execute(
      text::concat("SELECT pg_catalog.pg_xact_status(",
                   table::quoted_literal(doubt.transaction_id()), "::xid8)"));
  // The answer may be of a server that was started since the connection was.
  if (connection.is_pooled() && connection.ask_server() != doubt.server()) {
    return CommitStatus::kUnknown;
  }
  const auto status = result.text(0, 0);
  if (status == "committed") return CommitStatus::kCommitted;
  if (status == "aborted") return CommitStatus::kAborted;
  if (status == "in progress") return CommitStatus::kInProgress;
  return CommitStatus::kUnknown;  // NULL: too old to be remembered
}

}  // namespace inspect
