#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "load/destination.hpp"
#include "load/fault_place.hpp"
#include "load/session.hpp"
#include "load/work.hpp"
#include "postgres/postgres_error.hpp"
#include "row/batch.hpp"

namespace load {

// A row the server refuses, and why.
struct Fault {
  std::size_t row = 0;
  postgres::PostgresError error;
  FaultPlace place = {};
};

// The first row of a batch that the server refuses, found by loading halves
// under savepoints: messages are translated, so they are never parsed. Nothing
// stays loaded. Nothing when all rows pass alone. Throws StaleTable.
std::optional<Fault> find_fault(Session& session, Destination& destination,
                                const row::Batch& batch, bool hard_delete);

// The same where constraints are checked no sooner than at COMMIT: the other
// batches are there, and each row of this one is checked as it comes. So a row
// that only a later one sets right is refused too. Nothing, too, when the other
// batches are refused.
std::optional<Fault> find_deferred_fault(
    Session& session, std::map<std::string, Destination>& destinations,
    const std::vector<const StreamBatch*>& batches, const StreamBatch& batch,
    bool hard_delete);

}  // namespace load
