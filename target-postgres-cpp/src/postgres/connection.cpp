#include "postgres/connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <new>

#include "postgres/connect.hpp"
#include "text/concat.hpp"

namespace postgres {

namespace {

// Casts in SQL must not depend on what server, database, role or PG…
// variables say. `is_local` (SQL): until the end of the transaction only.
std::string our_settings(std::string_view is_local) {
  return text::concat(
      "SELECT pg_catalog.set_config(name, value, ", is_local,
      ") FROM (VALUES ('TimeZone', 'UTC'), ('DateStyle', 'ISO, MDY'), "
      "('IntervalStyle', 'postgres'), ('standard_conforming_strings', 'on'), "
      // What a column holds as it becomes text, or numeric by way of text.
      "('extra_float_digits', '1'), ('bytea_output', 'hex'), "
      "('xmlbinary', 'base64'), ('xmloption', 'content'), "
      "('array_nulls', 'on'), ('quote_all_identifiers', 'off'), "
      "('client_min_messages', 'warning'), "
      // Without pg_catalog in the path it comes first: nobody's operators or
      // functions stand in for PostgreSQL's own. The rest stays, for triggers.
      "('search_path', pg_catalog.array_to_string("
      "ARRAY(SELECT pg_catalog.quote_ident(name) FROM "
      "pg_catalog.unnest(pg_catalog.current_schemas(false)) AS path (name) "
      "WHERE name OPERATOR(pg_catalog.<>) 'pg_catalog'), ', '))) "
      "AS setting (name, value); ");
}

// When a backend crashes, the server recovers without being started anew; but
// it discards its statistics, and tells since when it counts.
constexpr std::string_view kIdentity =
    "SELECT pg_catalog.concat_ws(' ', pg_catalog.pg_postmaster_start_time(), "
    "pg_catalog.pg_stat_get_bgwriter_stat_reset_time()), "
    "pg_catalog.current_setting('fsync'), "
    "pg_catalog.current_setting('synchronous_commit'), "
    "pg_catalog.pg_backend_pid(), ";
constexpr std::string_view kSystemIdentifier =
    "(SELECT system_identifier FROM pg_catalog.pg_control_system())";

std::string why_not_durable(std::string_view fsync,
                            std::string_view synchronous_commit) {
  if (fsync == "off") return "fsync = off";
  if (synchronous_commit == "off") return "synchronous_commit = off";
  return {};
}

}  // namespace

void Connection::Finish::operator()(pg_conn* connection) const {
  PQfinish(connection);
}

Connection::Connection(const Parameters& parameters, cli::StopToken stop)
    : wait_(stop) {
  connection_.reset(connect(parameters, wait_));
  set_up_session();
}

void Connection::set_up_session() {
  try {
    read_identity(kSystemIdentifier);
  } catch (const PostgresError& error) {
    // insufficient_privilege: the administrator revoked pg_control_system().
    if (error.sqlstate() != "42501") throw;
    read_identity("''");
  }
}

void Connection::read_identity(std::string_view system_identifier) {
  identity_query_ = text::concat(kIdentity, system_identifier);
  // A pooler tells a number of its own; what is set in its sessions would stay.
  const std::string own_pid = std::to_string(PQbackendPID(get()));
  const std::string is_pooled = text::concat(
      "pg_catalog.pg_backend_pid() OPERATOR(pg_catalog.<>) ", own_pid);
  const auto results = run(our_settings(is_pooled) + identity_query_);
  const Result& result = results.back();
  server_ = {std::string(result.text(0, 0)), std::string(result.text(0, 4))};
  durability_warning_ = why_not_durable(result.text(0, 1), result.text(0, 2));
  if (result.text(0, 3) != own_pid) pooled_settings_ = our_settings("true");
}

ServerIdentity Connection::ask_server() {
  const Result result = execute(identity_query_);
  return {std::string(result.text(0, 0)), std::string(result.text(0, 4))};
}

std::string Connection::begin() {
  // The level is ours, whatever default_transaction_isolation says: a merge
  // must see what others committed before it.
  const auto results = run(
      text::concat("BEGIN ISOLATION LEVEL READ COMMITTED; ", pooled_settings_,
                   "SELECT pg_catalog.pg_current_xact_id()"));
  return std::string(results.back().text(0, 0));
}

Result Connection::execute(const std::string& sql) {
  return std::move(execute_all(sql).back());
}

std::vector<Result> Connection::execute_all(const std::string& sql) {
  if (!is_pooled() || PQtransactionStatus(get()) != PQTRANS_IDLE) {
    return run(sql);
  }
  auto results = run(pooled_settings_ + sql);
  results.erase(results.begin());
  return results;
}

std::vector<Result> Connection::run(const std::string& sql) {
  if (PQsendQuery(get(), sql.c_str()) == 0) throw error_of(get(), nullptr);
  flush();
  std::vector<Result> results;
  // All results are taken before anything is thrown: the session stays usable.
  while (PGresult* const result = next_result()) {
    results.emplace_back(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) break;
  }
  for (const Result& result : results) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
      throw error_of(get(), result.get());
    }
  }
  if (results.empty()) throw error_of(get(), nullptr);
  return results;
}

void Connection::flush() {
  // What the server says meanwhile is read, or both would wait for each other.
  while (PQflush(get()) == 1) {
    wait_.until_ready(get(), POLLIN | POLLOUT);
    if (PQconsumeInput(get()) == 0) return;
  }
}

bool Connection::is_busy() {
  if (PQisBusy(get()) == 0) return false;
  // For want of memory libpq 15 leaves the answer to a COPY unread, and would
  // wait for more of it for ever. So memory is asked for, and libpq again.
  constexpr std::size_t kResultBytes = 4096;
  ::operator delete(::operator new(kResultBytes));
  return PQisBusy(get()) != 0;
}

pg_result* Connection::next_result() {
  while (is_busy()) {
    wait_.until_ready(get(), POLLIN);
    if (PQconsumeInput(get()) == 0) break;
  }
  return PQgetResult(get());
}

bool Connection::is_alive() const {
  return !wait_.has_given_up() && PQstatus(get()) == CONNECTION_OK;
}

int Connection::server_version() const { return PQserverVersion(get()); }

}  // namespace postgres
