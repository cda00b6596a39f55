#include "postgres/connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

#include "logging/log.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace postgres {

namespace {

using std::chrono::steady_clock;

// A server that does not answer is given up after this time; retrying is the
// caller's.
constexpr std::chrono::seconds kConnectTimeout{30};

// A peer that vanished without a word is noticed within about a minute, in
// both directions (seconds; tcp_user_timeout in milliseconds).
const Parameters kDefaults = {
    {"client_encoding", "UTF8"},
    {"fallback_application_name", "target-postgres-cpp"},
    {"keepalives_idle", "30"},
    {"keepalives_interval", "10"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "60000"},
};

// Casts in SQL must not depend on what server, database, role or PG…
// variables say.
constexpr std::string_view kSessionSettings =
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; "
    "SET IntervalStyle = 'postgres'; SET standard_conforming_strings = on; "
    // What a column holds as it becomes text, or numeric by way of text.
    "SET extra_float_digits = 1; SET bytea_output = hex; "
    "SET xmlbinary = base64; SET xmloption = content; SET array_nulls = on; "
    "SET quote_all_identifiers = off; SET client_min_messages = warning; "
    // Without pg_catalog in the path it comes first: nobody's operators or
    // functions stand in for PostgreSQL's own. The rest stays, for triggers.
    "SELECT pg_catalog.set_config('search_path', pg_catalog.array_to_string("
    "ARRAY(SELECT pg_catalog.quote_ident(name) "
    "FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) AS path (name) "
    "WHERE name OPERATOR(pg_catalog.<>) 'pg_catalog'), ', '), false); ";

// When a backend crashes, the server recovers without being started anew; but
// it discards its statistics, and tells since when it counts.
constexpr std::string_view kIdentity =
    "SELECT pg_catalog.concat_ws(' ', pg_catalog.pg_postmaster_start_time(), "
    "pg_catalog.pg_stat_get_bgwriter_stat_reset_time()), "
    "pg_catalog.current_setting('fsync'), "
    "pg_catalog.current_setting('synchronous_commit')";

void log_notice(void*, const PGresult* result) {
  const char* const message =
      PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message != nullptr) {
    logging::debug(text::concat("PostgreSQL says: ", text::excerpt(message)));
  }
}

// Waits until libpq can go on; false when the time is up.
bool wait_for(PGconn* connection, PostgresPollingStatusType wanted,
              steady_clock::time_point deadline) {
  const short events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
  pollfd descriptor{PQsocket(connection), events, 0};
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      deadline - steady_clock::now());
  if (left.count() <= 0) return false;
  const int ready = poll(&descriptor, 1, static_cast<int>(left.count()));
  return ready > 0 || (ready < 0 && errno == EINTR);
}

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

Connection::Connection(const Parameters& parameters) {
  start(parameters);
  PQsetErrorVerbosity(get(), PQERRORS_DEFAULT);
  set_up_session();
}

void Connection::start(const Parameters& parameters) {
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  // Of a keyword given twice libpq takes the last.
  for (const Parameters* const list : {&kDefaults, &parameters}) {
    for (const Parameter& parameter : *list) {
      keywords.push_back(parameter.keyword.c_str());
      values.push_back(parameter.value.c_str());
    }
  }
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  connection_.reset(PQconnectStartParams(keywords.data(), values.data(), 0));
  if (connection_ == nullptr) throw std::bad_alloc();
  PQsetNoticeReceiver(get(), log_notice, nullptr);
  PQsetErrorVerbosity(get(), PQERRORS_VERBOSE);
  const auto deadline = steady_clock::now() + kConnectTimeout;
  auto wanted = PGRES_POLLING_WRITING;
  while (PQstatus(get()) != CONNECTION_BAD && wanted != PGRES_POLLING_OK) {
    if (!wait_for(get(), wanted, deadline)) {
      throw PostgresError(
          {.sqlstate = "08001",
           .message = text::concat("the server did not answer within ",
                                   kConnectTimeout.count(), " s")});
    }
    wanted = PQconnectPoll(get());
    if (wanted == PGRES_POLLING_FAILED) break;
  }
  if (PQstatus(get()) != CONNECTION_OK) throw connect_error_of(get());
}

void Connection::set_up_session() {
  try {
    read_identity(text::concat(kSessionSettings, kIdentity,
                               ", (SELECT system_identifier FROM "
                               "pg_catalog.pg_control_system())"));
  } catch (const PostgresError& error) {
    // insufficient_privilege: the administrator revoked pg_control_system().
    if (error.sqlstate() != "42501") throw;
    read_identity(text::concat(kSessionSettings, kIdentity, ", ''"));
  }
}

void Connection::read_identity(const std::string& settings) {
  const Result result = execute(settings);
  server_ = {std::string(result.text(0, 0)), std::string(result.text(0, 3))};
  durability_warning_ = why_not_durable(result.text(0, 1), result.text(0, 2));
}

Result Connection::execute(const std::string& sql) {
  return std::move(execute_all(sql).back());
}

std::vector<Result> Connection::execute_all(const std::string& sql) {
  if (PQsendQuery(get(), sql.c_str()) == 0) throw error_of(get(), nullptr);
  std::vector<Result> results;
  // All results are taken before anything is thrown: the session stays usable.
  while (PGresult* const result = PQgetResult(get())) {
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

bool Connection::is_alive() const { return PQstatus(get()) == CONNECTION_OK; }

int Connection::server_version() const { return PQserverVersion(get()); }

}  // namespace postgres
