#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "load/stream_tables.hpp"

// Tables that are what is wanted, and what was asked for them.
class KeptTables final : public load::StreamTables {
 public:
  struct Asked {
    std::string stream;
    std::string table;
    std::vector<std::string> refused_keys;
  };

  Prepared prepare(const std::string& stream, const table::Table& table,
                   std::vector<std::string> refused_keys) override {
    if (refusal) std::rethrow_exception(refusal);
    asked.push_back({stream, table.qualified_name(), std::move(refused_keys)});
    return {table, unlike_keys};
  }

  int server_version() override { return version; }

  int version = 150000;
  std::string unlike_keys;
  // Thrown instead.
  std::exception_ptr refusal;
  std::vector<Asked> asked;
};
