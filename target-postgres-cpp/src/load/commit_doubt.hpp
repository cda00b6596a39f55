#pragma once

#include <map>
#include <string>

#include "load/destination.hpp"
#include "load/work.hpp"
#include "postgres/transaction.hpp"

namespace load {

// Whether the COMMIT of `work`, which is in doubt, went through; asked over a
// new connection. Where transaction ids cannot tell (the server was restarted),
// the work's own traces do: the mark of the side table that overwrote a table,
// or one row of a batch of a stream without keys, whose _sdc_batched_at is its
// own. Keyed rows alone may be loaded again: false. Throws a retriable
// PostgresError while the server is still busy with the COMMIT,
// std::runtime_error when there is nothing to tell by.
bool was_committed(postgres::Connection& connection,
                   const postgres::CommitInDoubt& doubt, const Work& work,
                   const std::map<std::string, Destination>& destinations);

}  // namespace load
