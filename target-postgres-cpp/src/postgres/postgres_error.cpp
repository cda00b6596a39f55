#include "postgres/postgres_error.hpp"

#include <libpq-fe.h>
#include <netdb.h>

#include <new>

#include "text/concat.hpp"

namespace postgres {

namespace {

std::string field(const pg_result* result, int code) {
  const char* const value = PQresultErrorField(result, code);
  return value == nullptr ? std::string() : one_line(value);
}

// Their DETAIL shows the whole row, with what it holds of people and secrets:
// NOT NULL, CHECK, WITH CHECK OPTION. Key and column are told elsewhere.
bool has_row_as_detail(std::string_view sqlstate) {
  return sqlstate == "23502" || sqlstate == "23514" || sqlstate == "44000";
}

constexpr std::string_view kInsufficientPrivilege = "42501";

std::string describe(const ErrorFields& fields) {
  std::string line = fields.message;
  if (!fields.detail.empty()) line += text::concat("; ", fields.detail);
  if (!fields.hint.empty()) {
    line += text::concat("; hint: ", fields.hint);
  } else if (fields.sqlstate == kInsufficientPrivilege) {
    line += "; GRANT the role what is missing, or load as the owner";
  }
  line += fields.sqlstate.empty()
              ? " (connection lost)"
              : text::concat(" (SQLSTATE ", fields.sqlstate, ")");
  return line;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// pgbouncer tells everything by one SQLSTATE, and in English only.
bool is_refused_by_pooler(const ErrorFields& fields) {
  if (fields.sqlstate != "08P01") return false;
  for (const std::string_view part :
       {"unsupported startup parameter", "statement pooling mode",
        "no such database", "no such user", "does not exist",
        "authentication failed"}) {
    if (fields.message.find(part) != std::string::npos) return true;
  }
  return false;
}

// What to do, where the message does not tell.
std::string hint_about_pooler(std::string_view message) {
  if (message.find("statement pooling mode") == std::string_view::npos) {
    return {};
  }
  return "set pgbouncer's pool_mode to session or transaction, or connect to "
         "PostgreSQL itself";
}

bool starts_with_any(std::string_view sqlstate,
                     std::initializer_list<std::string_view> prefixes) {
  for (const auto prefix : prefixes) {
    if (sqlstate.starts_with(prefix)) return true;
  }
  return false;
}

}  // namespace

std::string one_line(std::string_view message) {
  std::string line;
  for (const char c : message) {
    const bool is_space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!is_space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

PostgresError::PostgresError(ErrorFields fields)
    : std::runtime_error(describe(fields)), fields_(std::move(fields)) {}

bool PostgresError::is_retriable() const {
  if (fields_.is_final || is_refused_by_pooler(fields_)) return false;
  // Connection lost; connection exceptions; too many connections;
  // serialization failure and deadlock; lock timeout; ended by the operator,
  // by a crash, while starting up, by an idle timeout of the session, of the
  // transaction.
  return sqlstate().empty() ||
         starts_with_any(sqlstate(),
                         {"08", "53300", "40001", "40P01", "55P03", "57P01",
                          "57P02", "57P03", "57P05", "25P03", "25P04"});
}

bool PostgresError::is_data_error() const {
  return starts_with_any(sqlstate(), {"22", "23", "54000", "P0001"});
}

PostgresError PostgresError::in(std::string_view where) const {
  return {fields_, text::concat(where, ": ", what())};
}

bool is_out_of_memory(std::string_view message) {
  return contains(message, "out of memory") ||
         contains(message, "annot allocate memory") ||
         contains(message, gai_strerror(EAI_MEMORY));
}

PostgresError error_of(const pg_conn* connection, const pg_result* result) {
  ErrorFields fields;
  if (result != nullptr) {
    fields.sqlstate = field(result, PG_DIAG_SQLSTATE);
    fields.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    fields.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    if (has_row_as_detail(fields.sqlstate)) fields.detail.clear();
    fields.hint = field(result, PG_DIAG_MESSAGE_HINT);
    fields.schema = field(result, PG_DIAG_SCHEMA_NAME);
    fields.table = field(result, PG_DIAG_TABLE_NAME);
    fields.column = field(result, PG_DIAG_COLUMN_NAME);
    fields.constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (fields.message.empty()) {
      fields.message = one_line(PQresultErrorMessage(result));
    }
  }
  if (fields.message.empty()) {
    fields.message = one_line(PQerrorMessage(connection));
  }
  if (fields.sqlstate.empty() && is_out_of_memory(fields.message)) {
    throw std::bad_alloc();
  }
  if (fields.message.empty()) fields.message = "the connection failed";
  if (fields.hint.empty()) fields.hint = hint_about_pooler(fields.message);
  return PostgresError(std::move(fields));
}

}  // namespace postgres
