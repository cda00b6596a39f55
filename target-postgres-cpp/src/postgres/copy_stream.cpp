#include "postgres/copy_stream.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <new>
#include <optional>

namespace postgres {

namespace {

// libpq copies each piece into its own buffer, which grows to hold it: small
// enough to stay in the processor's cache, large enough that one send() takes
// a socket's buffer full (212,992 bytes by default on Linux).
constexpr std::size_t kPieceBytes = std::size_t{128} << 10U;

}  // namespace

CopyStream::CopyStream(Connection& connection, const std::string& sql)
    : connection_(connection) {
  const Result result = connection_.execute(sql);
  if (PQresultStatus(result.get()) != PGRES_COPY_IN) {
    throw PostgresError(
        {.sqlstate = "08P01", .message = "the server did not start the COPY"});
  }
}

CopyStream::~CopyStream() {
  if (!is_open_ || !connection_.is_alive()) return;
  try {
    finish("cancelled by the client");
  } catch (const PostgresError&) {
    // What was wanted: the COPY is refused.
  } catch (const std::bad_alloc&) {
    // The session ends with the program.
  }
}

void CopyStream::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, kPieceBytes);
    const int sent = PQputCopyData(connection_.get(), piece.data(),
                                   static_cast<int>(piece.size()));
    connection_.flush();
    if (sent == 0) continue;  // libpq's buffer was full
    if (sent < 0) {
      // The reason, if the server gave one, comes with the results.
      finish("the connection failed");
      throw error_of(connection_.get(), nullptr);
    }
    bytes.remove_prefix(piece.size());
  }
}

std::uint64_t CopyStream::complete() { return finish(nullptr); }

std::uint64_t CopyStream::finish(const char* reason_to_cancel) {
  is_open_ = false;
  const bool sent = PQputCopyEnd(connection_.get(), reason_to_cancel) == 1;
  connection_.flush();
  std::optional<PostgresError> error;
  std::uint64_t rows = 0;
  while (PGresult* const taken = connection_.next_result()) {
    const Result result(taken);
    if (PQresultStatus(taken) == PGRES_COMMAND_OK) {
      rows = result.affected_rows();
    } else if (PQresultStatus(taken) == PGRES_COPY_IN) {
      break;  // a lost connection is told as an endless COPY
    } else if (!error) {
      error = error_of(connection_.get(), taken);
    }
  }
  if (error) throw *error;
  if (!sent || !connection_.is_alive()) {
    throw error_of(connection_.get(), nullptr);
  }
  return rows;
}

}  // namespace postgres
