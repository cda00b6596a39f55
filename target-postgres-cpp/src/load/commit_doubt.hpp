#pragma once

#include <vector>

#include "postgres/transaction.hpp"
#include "prepare/destination.hpp"
#include "store/delivery.hpp"

namespace load {

// Whether the COMMIT that is in doubt went through; asked over a new
// connection. Where transaction ids cannot tell (the server was restarted), the
// traces of what was written do: the mark of the side table that overwrote a
// table, one of `replaced`, or one row of a batch of a stream without keys,
// whose _sdc_batched_at is its own. Keyed rows alone may be loaded again:
// false. Throws a retriable PostgresError while the server is still busy with
// the COMMIT, std::runtime_error when there is nothing to tell by.
bool was_committed(postgres::Connection& connection,
                   const postgres::CommitInDoubt& doubt,
                   const std::vector<store::Delivery>& written,
                   const std::vector<const prepare::Destination*>& replaced);

}  // namespace load
