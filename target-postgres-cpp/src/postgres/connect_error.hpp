#pragma once

#include <string>
#include <string_view>

struct pg_conn;

namespace postgres {

// What a server says of a connection that it refuses.
struct VerboseMessage {
  std::string sqlstate;  // empty: libpq says it, not a server
  std::string text;      // without SQLSTATE and location
};

// libpq's verbose form taken apart: "FATAL:  28P01: password authentication
// failed …\nLOCATION:  auth_failed, auth.c:326", for each host that was tried.
// In time and stack bounded by the text's length, which is the server's.
VerboseMessage read_verbose(std::string_view text);

// Why a connection did not come about. libpq gives no fields for that, so its
// message is asked for in the verbose form, which holds the SQLSTATE in a place
// of its own. libpq's own messages are told apart by their text: it is English
// as long as the program never calls setlocale(), which it does not; what the
// server says is in any language. Throws PostgresError, or cli::UsageError for
// parameters that libpq does not take.
[[noreturn]] void throw_connect_error(const pg_conn* connection);

}  // namespace postgres
