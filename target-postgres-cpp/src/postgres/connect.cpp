#include "postgres/connect.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <new>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/errors.hpp"
#include "logging/log.hpp"
#include "postgres/connect_error.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace postgres {

namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

// A server that does not answer is given up after this time; retrying is the
// caller's.
constexpr seconds kConnectTimeout{30};
// libpq takes 1 for 2: a second may be over before anything was tried.
constexpr int kLeastTimeout = 2;

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

struct Finish {
  void operator()(pg_conn* connection) const { PQfinish(connection); }
};
using Handle = std::unique_ptr<pg_conn, Finish>;

void log_notice(void*, const PGresult* result) {
  const char* const message =
      PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message != nullptr) {
    logging::debug(text::concat("PostgreSQL says: ", text::excerpt(message)));
  }
}

Handle start(const Parameters& parameters) {
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
  Handle connection(PQconnectStartParams(keywords.data(), values.data(), 0));
  if (connection == nullptr) throw std::bad_alloc();
  PQsetNoticeReceiver(connection.get(), log_notice, nullptr);
  PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
  return connection;
}

// What libpq goes by, wherever it is from; empty: not given.
std::string effective(const Handle& connection, std::string_view keyword) {
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfo(connection.get()), &PQconninfoFree);
  for (auto* each = options.get(); each != nullptr && each->keyword != nullptr;
       ++each) {
    if (each->keyword == keyword && each->val != nullptr) return each->val;
  }
  return {};
}

std::optional<seconds> timeout_of(const Handle& connection) {
  const std::string text = effective(connection, "connect_timeout");
  if (text.empty()) return kConnectTimeout;
  int value = 0;
  const char* const end = text.data() + text.size();
  if (std::from_chars(text.data(), end, value).ptr != end) {
    throw cli::UsageError(text::concat("connect_timeout is '",
                                       text::excerpt(text),
                                       "', not a number of seconds"));
  }
  if (value <= 0) return std::nullopt;
  return seconds(std::max(value, kLeastTimeout));
}

std::vector<std::string> parts_of(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream stream(list);
  for (std::string part; std::getline(stream, part, ',');) {
    parts.push_back(part);
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts, std::size_t first) {
  std::string list;
  for (std::size_t i = first; i < parts.size(); ++i) {
    list += text::concat(i == first ? "" : ",", parts[i]);
  }
  return list;
}

// Goes on behind the host that does not answer; false: it was the last one.
// (libpq does so itself only while it is waited in.)
bool leave_host(const Handle& connection, Parameters& parameters) {
  auto hosts = parts_of(effective(connection, "host"));
  if (hosts.empty()) hosts = parts_of(effective(connection, "hostaddr"));
  const auto silent =
      std::find(hosts.begin(), hosts.end(), PQhost(connection.get()));
  if (silent == hosts.end() || silent + 1 == hosts.end()) return false;
  const auto next = static_cast<std::size_t>(silent - hosts.begin()) + 1;
  for (const char* const keyword : {"host", "hostaddr", "port"}) {
    const auto parts = parts_of(effective(connection, keyword));
    // One port stands for all hosts.
    if (parts.size() > next)
      parameters.push_back({keyword, joined(parts, next)});
  }
  return true;
}

std::string place_of(const Handle& connection) {
  return text::concat(PQhost(connection.get()), ":", PQport(connection.get()));
}

// Until libpq is done; false: a host did not answer in time.
bool poll_to_the_end(const Handle& connection, ServerWait& wait,
                     std::optional<seconds> timeout) {
  auto wanted = PGRES_POLLING_WRITING;
  std::string place;
  std::optional<steady_clock::time_point> deadline;
  while (PQstatus(connection.get()) != CONNECTION_BAD &&
         wanted != PGRES_POLLING_OK && wanted != PGRES_POLLING_FAILED) {
    if (const std::string now = place_of(connection); now != place) {
      place = now;
      if (timeout) deadline = steady_clock::now() + *timeout;
    }
    const short events = wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT;
    if (!wait.until_ready(connection.get(), events, deadline)) return false;
    wanted = PQconnectPoll(connection.get());
  }
  return true;
}

}  // namespace

pg_conn* connect(const Parameters& given, ServerWait& wait) {
  Parameters parameters = given;
  while (true) {
    Handle connection = start(parameters);
    const auto timeout = timeout_of(connection);
    if (poll_to_the_end(connection, wait, timeout)) {
      if (PQstatus(connection.get()) != CONNECTION_OK) {
        throw_connect_error(connection.get());
      }
      PQsetErrorVerbosity(connection.get(), PQERRORS_DEFAULT);
      PQsetnonblocking(connection.get(), 1);
      return connection.release();
    }
    if (!leave_host(connection, parameters)) {
      throw PostgresError(
          {.sqlstate = "08001",
           .message = text::concat("the server at ", place_of(connection),
                                   " did not answer within ", timeout->count(),
                                   " s")});
    }
  }
}

}  // namespace postgres
