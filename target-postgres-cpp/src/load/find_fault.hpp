#pragma once

#include <cstddef>
#include <optional>

#include "load/destination.hpp"
#include "load/fault_place.hpp"
#include "load/session.hpp"
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

}  // namespace load
