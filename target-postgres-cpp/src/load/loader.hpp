#pragma once

#include <map>
#include <optional>
#include <string>

#include "load/destination.hpp"
#include "load/options.hpp"
#include "load/refusal.hpp"
#include "load/session.hpp"
#include "load/work.hpp"
#include "postgres/transaction.hpp"
#include "retry/backoff.hpp"
#include "retry/clock.hpp"

namespace load {

// Brings rows into PostgreSQL: connects when first needed, and again when the
// connection is lost. Not for several threads at once.
class Loader {
 public:
  // `clock` must outlive the loader.
  Loader(Options options, retry::Clock& clock, retry::Backoff::Random random);
  ~Loader();

  // Makes the table of a stream what is wanted; again when its SCHEMA changed.
  // `refused_keys`: columns that must not be unique together. Throws
  // PostgresError and table::SchemaConflict.
  struct Prepared {
    // With the types that its rows are to be encoded in (table::loaded_table).
    table::Table table;
    // What to tell of its keys, unlike_keys().
    std::string unlike_keys;
  };
  Prepared prepare(const std::string& stream, const table::Table& table,
                   std::vector<std::string> refused_keys = {});

  // The server's version, e.g. 150020.
  int server_version();

  // Loads all of the work in one transaction and returns when it is committed.
  // A server that is away is waited for, within the budget, and the work done
  // again; whether a COMMIT in doubt went through is found out first. The
  // streams must have been prepared. Throws PostgresError, RefusedRow and, when
  // the server is away or too slow as the program is asked to stop,
  // cli::Stopped: then nothing of the work is stored.
  Report load(const Work& work);

 private:
  Session& session();
  Destination& destination(const std::string& stream);
  // Reads the tables again that were read over an older connection, or changed
  // by others since.
  void refresh(const Work& work);
  void write(const Work& work, Report& report);
  // Where a side table has the name of a stream's own table, it gets another.
  void free_name(const table::Table& table);
  // What they held is committed, or nothing was sent.
  void drop_side_tables();
  // refresh() and write(), again as often as others change tables meanwhile.
  void write_fresh(const Work& work, Report& report);
  // Runs `operation` until it passes, as the budget allows.
  template <class Operation>
  void retry(const Operation& operation);

  Options options_;
  retry::Clock& clock_;
  retry::Backoff::Random random_;
  std::optional<Session> session_;
  int sessions_ = 0;
  bool has_warned_of_durability_ = false;
  std::map<std::string, Destination> destinations_;
  // Table → the stream that is loaded into it.
  std::map<std::string, std::string> owners_;
};

}  // namespace load
