#pragma once

#include <cstdint>
#include <string_view>

#include "postgres/connection.hpp"

namespace postgres {

// COPY … FROM STDIN: bytes to the server until complete(). The connection is
// busy meanwhile and must outlive the stream.
class CopyStream {
 public:
  // `sql` is a COPY … FROM STDIN. Throws PostgresError, as all members do.
  CopyStream(Connection& connection, const std::string& sql);
  CopyStream(const CopyStream&) = delete;
  CopyStream& operator=(const CopyStream&) = delete;
  // Cancels what was not completed: nothing of it is stored.
  ~CopyStream();

  // Any number of bytes; rows need not be whole.
  void write(std::string_view bytes);

  // Ends the COPY; only now the server tells what it thinks of the rows. The
  // number of rows stored.
  std::uint64_t complete();

 private:
  // Ends the COPY, for good or (with a reason) not, and takes its results.
  std::uint64_t finish(const char* reason_to_cancel);

  Connection& connection_;
  bool is_open_ = true;
};

}  // namespace postgres
