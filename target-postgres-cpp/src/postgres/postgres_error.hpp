#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

struct pg_conn;
struct pg_result;

namespace postgres {

// What the server or libpq said, apart. Text may be in any language: decisions
// are made by `sqlstate` alone.
struct ErrorFields {
  // Five characters; empty: the connection was lost without a word.
  std::string sqlstate = {};
  std::string message = {};
  std::string detail = {};
  std::string hint = {};
  std::string schema = {};
  std::string table = {};
  std::string column = {};
  std::string constraint = {};
  // Trying again cannot help, whatever the SQLSTATE's class.
  bool is_final = false;
};

// A statement, COPY or connection that failed. what() is one line that ends in
// "(SQLSTATE …)".
class PostgresError : public std::runtime_error {
 public:
  explicit PostgresError(ErrorFields fields);

  const std::string& sqlstate() const { return fields_.sqlstate; }
  const ErrorFields& fields() const { return fields_; }

  // Trying again, over a new connection if this one is lost, can help: the
  // connection, the server or a lock failed, not the statement. Classes 22, 23,
  // 25006, 28, 3D, 42 and 53100 (disk full) and their like never can.
  bool is_retriable() const;
  // Some row is to blame: class 22 (data exception), 23 (constraint), 54000 (a
  // row or index entry too large) or P0001 (raised by a trigger).
  bool is_data_error() const;
  bool is_unique_violation() const { return sqlstate() == "23505"; }

  // Somebody else's lock was waited for as long as a lock is.
  bool is_lock_timeout() const { return sqlstate() == "55P03"; }

  // The same error, its message preceded by `where` and ": ".
  PostgresError in(std::string_view where) const;

 private:
  PostgresError(ErrorFields fields, const std::string& what)
      : std::runtime_error(what), fields_(std::move(fields)) {}

  ErrorFields fields_;
};

// The one place that picks the error's text: the result's fields when it has
// any, else the connection's message. `result` may be null. Throws
// std::bad_alloc when libpq says that there was no memory for its own work.
PostgresError error_of(const pg_conn* connection, const pg_result* result);

// Whether libpq says so, or the system through it: "out of memory", "cannot
// allocate memory for input buffer", "Cannot allocate memory",
// "Memory allocation failure" of getaddrinfo().
bool is_out_of_memory(std::string_view message);

// Messages of libpq end in a newline and may hold some: one line is wanted.
std::string one_line(std::string_view message);

}  // namespace postgres
