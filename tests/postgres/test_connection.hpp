#pragma once

#include <string>

#include "postgres/connection.hpp"

// How to reach `database` on the test program's server.
postgres::Parameters parameters_of(const std::string& database);

// The first field of the only row.
std::string value_of(postgres::Connection& connection, const std::string& sql);
