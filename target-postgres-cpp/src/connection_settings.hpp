#pragma once

#include <string_view>

#include "postgres/connection.hpp"
#include "settings/values.hpp"

// How to reach the server, from sqlalchemy_url or from host, port, user,
// password, database and ssl_…; what neither says is left to libpq. Throws
// cli::UsageError, which never shows the URL.
postgres::Parameters connection_parameters(const settings::Values& values);

// "postgresql+psycopg://user:password@host:port/database?sslmode=require", each
// part percent-encoded and optional, as libpq's keywords.
postgres::Parameters parse_sqlalchemy_url(std::string_view url);
