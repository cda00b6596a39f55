#pragma once

#include <string>
#include <string_view>

#include "postgres/postgres_error.hpp"
#include "prepare/destination.hpp"
#include "prepare/session.hpp"

namespace faults {

// What is to blame in a row that the server refused; empty: not known.
struct FaultPlace {
  std::string key;     // "id=7, part=a"
  std::string column;  // the column, or those of a constraint: "a, b"
  std::string value;   // of a column whose type refused it
};

// Asks the server, in the session's open transaction, which is left as it was:
// what the error says, what the catalog knows of its constraint, and else which
// of the row's values cannot be put into a column of that type alone. `row` is
// one row of binary COPY.
FaultPlace place_of(prepare::Session& session,
                    const prepare::Destination& destination,
                    std::string_view row, const postgres::PostgresError& error);

}  // namespace faults
