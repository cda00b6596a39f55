#pragma once

#include <map>
#include <string>
#include <vector>

#include "intake/sink.hpp"
#include "load/loader.hpp"
#include "postgres/connection.hpp"
#include "retry/clock.hpp"

// A loader on a database of its own, fed with Singer lines, and a second
// connection that looks at what came of it.
class LoadFixture {
 public:
  LoadFixture();

  // Changes the loader's options; before the first line.
  void use(const load::Options& options) { options_ = options; }
  const load::Options& options() const { return options_; }
  table::TableOptions& table_options() { return table_options_; }

  // {"type": "object", "properties": {<properties>}}
  void schema(const std::string& stream, const std::string& properties,
              const std::string& keys = "");
  // One record; the text is its JSON.
  void record(const std::string& stream, const std::string& json,
              const std::string& other_members = "");
  void activate(const std::string& stream, std::int64_t version);

  // Loads what was sent.
  load::Report load(bool replaces_overwritten = false);

  // All rows of a query, fields joined by ' ', rows by '\n'; NULL is "-".
  std::string query(const std::string& sql);
  // Runs SQL on the second connection.
  void execute(const std::string& sql);

  load::Loader& loader();
  const std::string& database() const { return database_; }

 private:
  std::string database_;
  postgres::Connection observer_;
  retry::SystemClock clock_;
  load::Options options_;
  table::TableOptions table_options_;
  std::optional<load::Loader> loader_;
  std::map<std::string, intake::Sink> sinks_;
  std::vector<load::Activation> activations_;
  std::uint64_t line_ = 0;
};
