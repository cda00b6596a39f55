#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "faults/fault_place.hpp"
#include "postgres/postgres_error.hpp"
#include "prepare/session.hpp"
#include "store/delivery.hpp"

namespace faults {

// A row the server refuses, and why.
struct Fault {
  std::size_t row = 0;
  postgres::PostgresError error;
  FaultPlace place = {};
};

// The first row of a batch that the server refuses, found by loading halves
// under savepoints: messages are translated, so they are never parsed. Nothing
// stays loaded. Nothing when all rows pass alone. Throws StaleTable.
std::optional<Fault> find_fault(prepare::Session& session,
                                const store::Delivery& delivery,
                                bool hard_delete);

// The same where constraints are checked no sooner than at COMMIT: the other
// batches of `all` are there, and each row of the suspect one, which is among
// them, is checked as it comes. So a row that only a later one sets right is
// refused too. Nothing, too, when the other batches are refused.
std::optional<Fault> find_deferred_fault(
    prepare::Session& session, const std::vector<store::Delivery>& all,
    const store::Delivery& suspect, bool hard_delete);

}  // namespace faults
