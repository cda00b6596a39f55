#pragma once

#include "postgres/connection.hpp"
#include "postgres/server_wait.hpp"

namespace postgres {

// Connects. What `parameters` leave out libpq takes from its environment; its
// connect_timeout (30 s unless given, 0: none) is what each host has to answer.
// The caller owns the result. Throws PostgresError and, for parameters libpq
// does not know or values it does not take, cli::UsageError.
pg_conn* connect(const Parameters& parameters, ServerWait& wait);

}  // namespace postgres
