#pragma once

struct pg_conn;

namespace postgres {

// Why a connection did not come about. libpq gives no fields for that, so its
// message is asked for in the verbose form, which holds the SQLSTATE in a place
// of its own. libpq's own messages are told apart by their text: it is English
// as long as the program never calls setlocale(), which it does not; what the
// server says is in any language. Throws PostgresError, or cli::UsageError for
// parameters that libpq does not take.
[[noreturn]] void throw_connect_error(const pg_conn* connection);

}  // namespace postgres
