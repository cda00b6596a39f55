#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/stop_token.hpp"
#include "load/options.hpp"
#include "load/stream_tables.hpp"
#include "load/work_loader.hpp"
#include "prepare/destination.hpp"
#include "prepare/session.hpp"
#include "retry/backoff.hpp"
#include "retry/clock.hpp"
#include "store/delivery.hpp"
#include "table/migration.hpp"

namespace load {

// Brings rows into PostgreSQL: connects when first needed, and again when the
// connection is lost. Not for several threads at once.
class Loader final : public StreamTables, public WorkLoader {
 public:
  // `clock` must outlive the loader.
  Loader(Options options, retry::Clock& clock, retry::Backoff::Random random,
         cli::StopToken stop = {});
  ~Loader() override;

  Prepared prepare(const std::string& stream, const table::Table& table,
                   std::vector<std::string> refused_keys) override;

  int server_version() override;

  // A server that is away is waited for, within the budget, and the work done
  // again; whether a COMMIT in doubt went through is found out first. The
  // streams must have been prepared. Throws PostgresError, RefusedRow and, when
  // the server is away or too slow as the program is asked to stop,
  // cli::Stopped: then nothing of the work is stored.
  Report load(const Work& work) override;

 private:
  // A work, and where it goes.
  struct Task {
    const Work& work;
    // In the order of the tables' names, so that two targets lock alike.
    std::vector<store::Delivery> deliveries;
    // To be overwritten with it.
    std::vector<const prepare::Destination*> replaced;
  };

  prepare::Session& session();
  prepare::Destination& destination(const std::string& stream);
  Task task_of(const Work& work);
  // Reads the tables again that were read over an older connection, or changed
  // by others since.
  void refresh(const Task& task);
  void write(const Task& task, Report& report);
  // Where a side table has the name of a stream's own table, it gets another.
  void free_name(const table::Table& table);
  // What they held is committed, or nothing was sent.
  void drop_side_tables();
  // refresh() and write(), again as often as others change tables meanwhile.
  void write_fresh(const Task& task, Report& report);
  table::MayAlter may_alter() const;
  // The server was away, or given up, when the program was asked to stop.
  bool is_end_of_stop(const postgres::PostgresError& error) const;
  // Runs `operation` until it passes, as the budget allows.
  template <class Operation>
  void retry(const Operation& operation);

  Options options_;
  retry::Clock& clock_;
  retry::Backoff::Random random_;
  cli::StopToken stop_;
  std::optional<prepare::Session> session_;
  int sessions_ = 0;
  bool has_warned_of_durability_ = false;
  std::map<std::string, prepare::Destination> destinations_;
  // Table → the stream that is loaded into it.
  std::map<std::string, std::string> owners_;
};

}  // namespace load
