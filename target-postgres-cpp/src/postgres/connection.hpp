#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/stop_token.hpp"
#include "postgres/postgres_error.hpp"
#include "postgres/result.hpp"
#include "postgres/server_wait.hpp"

struct pg_conn;
struct pg_result;

namespace postgres {

// A keyword of libpq (https://www.postgresql.org/docs/current/
// libpq-connect.html#LIBPQ-PARAMKEYWORDS) and its value.
struct Parameter {
  std::string keyword;
  std::string value;
};
using Parameters = std::vector<Parameter>;

// Tells one run of a server from another. After a crash PostgreSQL hands out
// transaction ids again, so an id means something only where this is the same.
struct ServerIdentity {
  // Since when the server runs, and since when without a crash.
  std::string started_at;
  // Empty where the role may not know it.
  std::string system_identifier;

  friend bool operator==(const ServerIdentity&,
                         const ServerIdentity&) = default;
};

// One session. Not for several threads at once.
class Connection {
 public:
  // Connects and makes the session ours: UTF-8, time zone UTC, ISO dates, the
  // SQL string literals of the standard, all digits of floats. Timeouts and
  // durability stay as server and role set them. What `parameters` leave out
  // libpq takes from its environment (PGHOST, PGPASSWORD, .pgpass, …). Throws
  // PostgresError and, for parameters that libpq does not take,
  // cli::UsageError. `stop` ends all waiting (ServerWait).
  explicit Connection(const Parameters& parameters, cli::StopToken stop = {});

  // Begins a transaction, READ COMMITTED, and gives its id.
  std::string begin();

  // Runs one statement or several separated by ';' in one round trip, and gives
  // the result of the last. Several are one transaction unless they say else.
  Result execute(const std::string& sql);
  // The same, with the results of all.
  std::vector<Result> execute_all(const std::string& sql);

  // False once the server or the network ended the session.
  bool is_alive() const;
  // Of the server, e.g. 150020.
  int server_version() const;
  const ServerIdentity& server() const { return server_; }
  // A pooler such as pgbouncer is between. It may give each transaction another
  // session of the server: so nothing is kept in one from one transaction to
  // the next, and nothing left behind in it.
  bool is_pooled() const { return !pooled_settings_.empty(); }
  // Behind a pooler it may be another one than server() by now.
  ServerIdentity ask_server();
  // What makes a commit less than durable, e.g. "fsync = off"; empty: nothing.
  const std::string& durability_warning() const { return durability_warning_; }

  // The two ways to wait for the server, for what libpq leaves to its caller:
  // until all is sent, and for the next result (nullptr: there is none).
  void flush();
  pg_result* next_result();

  pg_conn* get() const { return connection_.get(); }

 private:
  struct Finish {
    void operator()(pg_conn* connection) const;
  };

  // Whether a result has not wholly arrived.
  bool is_busy();
  void set_up_session();
  void read_identity(std::string_view system_identifier);
  std::vector<Result> run(const std::string& sql);

  ServerWait wait_;
  std::unique_ptr<pg_conn, Finish> connection_;
  ServerIdentity server_;
  std::string identity_query_;
  std::string durability_warning_;
  // What makes a transaction's session ours; empty: the session itself is.
  std::string pooled_settings_;
};

}  // namespace postgres
