#pragma once

#include <string>
#include <vector>

#include "table/table.hpp"

namespace load {

// Who makes the streams' tables: the Loader.
class StreamTables {
 public:
  struct Prepared {
    // With the types that its rows are to be encoded in (table::loaded_table).
    table::Table table;
    // What to tell of its keys, unlike_keys().
    std::string unlike_keys;
  };

  StreamTables() = default;
  StreamTables(const StreamTables&) = delete;
  StreamTables& operator=(const StreamTables&) = delete;
  virtual ~StreamTables() = default;

  // Makes the table of a stream what is wanted; again when its SCHEMA changed.
  // `refused_keys`: columns that must not be unique together. Throws
  // PostgresError and table::SchemaConflict.
  virtual Prepared prepare(const std::string& stream, const table::Table& table,
                           std::vector<std::string> refused_keys) = 0;

  // The server's version, e.g. 150020; connects if need be. Throws
  // PostgresError.
  virtual int server_version() = 0;
};

}  // namespace load
