#pragma once

#include "postgres/connection.hpp"

// Where the server's certificate is to be verified (sslmode verify-ca or
// verify-full, from wherever) and nothing says by whom it must be signed,
// neither `parameters` nor what libpq itself looks at, adds the authorities
// that this machine trusts. False: it has none.
bool add_server_authorities(postgres::Parameters& parameters);
