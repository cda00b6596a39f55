#include "postgres/connect_error.hpp"

#include <libpq-fe.h>
#include <netdb.h>

#include <new>
#include <regex>
#include <sstream>
#include <string>

#include "cli/exit_status.hpp"
#include "postgres/postgres_error.hpp"

namespace postgres {

namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Said before there is a socket.
bool is_about_parameters(std::string_view message) {
  return message.starts_with("invalid ") ||
         message.starts_with("could not match ");
}

// Each line is about a host whose name nobody knows. A name server that does
// not answer, as while a container starts, may soon.
bool is_about_names(const std::string& message) {
  std::istringstream lines(message);
  bool is_found = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (!contains(line, "could not translate host name") ||
        contains(line, gai_strerror(EAI_AGAIN))) {
      return false;
    }
    is_found = true;
  }
  return is_found;
}

// Server or client do not take the other's TLS, or the client its own files. A
// connection that is lost meanwhile is an "SSL SYSCALL error" or, in OpenSSL 3,
// an "unexpected eof".
bool is_about_tls(std::string_view message) {
  return (contains(message, "SSL error: ") &&
          !contains(message, "unexpected eof")) ||
         contains(message, "certificate") || contains(message, "private key") ||
         contains(message, "not support SSL");
}

}  // namespace

void throw_connect_error(const pg_conn* connection) {
  // "FATAL:  28P01: password authentication failed …\nLOCATION:  auth_failed …"
  static const std::regex kVerbose("[^: ]+:  ([0-9A-Z]{5}): ");
  static const std::regex kLocation("\n[^: ]+:  [^\n]*, [^\n]*:[0-9]+");
  std::string message = PQerrorMessage(connection);
  ErrorFields fields;
  std::smatch match;
  if (std::regex_search(message, match, kVerbose)) {
    fields.sqlstate = match[1];
    message = std::regex_replace(message, kVerbose, "");
    message = std::regex_replace(message, kLocation, "");
  }
  fields.message = one_line(message);
  // What libpq found out itself has no SQLSTATE of a server: the class's own
  // "unable to establish connection". A password that is missing is as final
  // as a wrong one.
  if (fields.sqlstate.empty()) {
    if (is_out_of_memory(message)) throw std::bad_alloc();
    if (is_about_parameters(message)) throw cli::UsageError(fields.message);
    fields.is_final = is_about_names(message);
    fields.is_tls_failure = is_about_tls(message);
    fields.sqlstate =
        PQconnectionNeedsPassword(connection) != 0 ? "28P01" : "08001";
  }
  throw PostgresError(std::move(fields));
}

}  // namespace postgres
