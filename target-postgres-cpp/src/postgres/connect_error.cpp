#include "postgres/connect_error.hpp"

#include <libpq-fe.h>
#include <netdb.h>

#include <algorithm>
#include <cstddef>
#include <new>
#include <sstream>
#include <string>

#include "cli/errors.hpp"
#include "postgres/postgres_error.hpp"
#include "text/excerpt.hpp"

namespace postgres {

namespace {

// As much of what a server says as one line of the log can take.
constexpr std::size_t kMaxMessageBytes = 2000;

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
// an "unexpected eof". No waiting cures it.
bool is_about_tls(std::string_view message) {
  return (contains(message, "SSL error: ") &&
          !contains(message, "unexpected eof")) ||
         contains(message, "certificate") || contains(message, "private key") ||
         contains(message, "not support SSL");
}

bool is_code(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
}

// "FATAL:  28P01: " in a line, from its first byte to behind the last; both 0:
// none. The first word is translated.
struct Severity {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view sqlstate;
};

Severity find_severity(std::string_view line) {
  constexpr std::string_view kBefore = ":  ";
  constexpr std::string_view kBehind = ": ";
  constexpr std::size_t kCode = 5;
  for (std::size_t at = line.find(kBefore); at != std::string_view::npos;
       at = line.find(kBefore, at + 1)) {
    const std::string_view rest = line.substr(at + kBefore.size());
    const std::size_t word = line.substr(0, at).find_last_of(": ") + 1;
    if (word == at || rest.size() < kCode + kBehind.size() ||
        !is_code(rest.substr(0, kCode)) ||
        rest.substr(kCode, kBehind.size()) != kBehind) {
      continue;
    }
    return {word, at + kBefore.size() + kCode + kBehind.size(),
            rest.substr(0, kCode)};
  }
  return {};
}

// "LOCATION:  auth_failed, auth.c:326"; the word is translated.
bool is_location(std::string_view line) {
  const std::size_t colon = line.find(":  ");
  if (colon == 0 || colon != line.find_first_of(": ")) return false;
  const std::size_t comma = line.find(", ", colon);
  const std::size_t number = line.find_last_not_of("0123456789");
  return comma != std::string_view::npos && number != std::string_view::npos &&
         number > comma && line[number] == ':' && number + 1 < line.size();
}

}  // namespace

VerboseMessage read_verbose(std::string_view text) {
  VerboseMessage message;
  std::string plain;
  bool is_first = true;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const Severity severity = find_severity(line);
    if (message.sqlstate.empty()) message.sqlstate = severity.sqlstate;
    if (!is_first && is_location(line)) continue;
    is_first = false;
    plain += line.substr(0, severity.begin);
    plain += line.substr(severity.end);
    plain += '\n';
  }
  message.text = message.sqlstate.empty() ? std::string(text) : plain;
  return message;
}

void throw_connect_error(const pg_conn* connection) {
  VerboseMessage said = read_verbose(PQerrorMessage(connection));
  ErrorFields fields;
  fields.sqlstate = std::move(said.sqlstate);
  fields.message = text::excerpt(one_line(said.text), kMaxMessageBytes);
  // What libpq found out itself has no SQLSTATE of a server: the class's own
  // "unable to establish connection". A password that is missing is as final
  // as a wrong one.
  if (fields.sqlstate.empty()) {
    if (is_out_of_memory(said.text)) throw std::bad_alloc();
    if (is_about_parameters(said.text)) throw cli::UsageError(fields.message);
    fields.is_final = is_about_names(said.text);
    if (is_about_tls(said.text)) {
      fields.is_final = true;
      fields.hint = "TLS is not tried again: correct certificates or ssl_mode";
    }
    fields.sqlstate =
        PQconnectionNeedsPassword(connection) != 0 ? "28P01" : "08001";
  }
  throw PostgresError(std::move(fields));
}

}  // namespace postgres
