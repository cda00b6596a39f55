#include "load/loader.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "cli/errors.hpp"
#include "faults/refusal.hpp"
#include "inspect/read_table.hpp"
#include "load/attempts.hpp"
#include "load/commit_doubt.hpp"
#include "logging/log.hpp"
#include "postgres/transaction.hpp"
#include "prepare/schema_change.hpp"
#include "prepare/side_table.hpp"
#include "prepare/table_keys.hpp"
#include "prepare/table_lock.hpp"
#include "store/replace.hpp"
#include "store/write_rows.hpp"
#include "table/statements.hpp"
#include "text/concat.hpp"

namespace load {

namespace {

using std::chrono::steady_clock;

// How often a table may be changed by others while one batch is loaded.
constexpr int kMaxChanges = 10;

StreamReport write_batch(prepare::Session& session,
                         const store::Delivery& delivery, bool hard_delete) {
  const auto start = steady_clock::now();
  const row::Batch& batch = *delivery.batch;
  prepare::Destination& destination = *delivery.destination;
  const std::uint64_t rows = batch.row_count();
  prepare::lock_unchanged(session.connection(), destination.rows_table,
                          destination.rows_existing);
  const auto [loaded, deleted, left_out] =
      store::write_rows(session, destination,
                        {batch.bytes(), rows, batch.key_order(),
                         hard_delete ? batch.deleted_rows() : 0});
  StreamReport report{destination.stream, rows};
  report.superseded = rows - std::min(loaded + deleted + left_out, rows);
  report.deleted = deleted;
  report.left_out = left_out;
  if (!destination.rows_table.has_metadata) {
    report.unmarked = batch.deleted_rows();
  }
  const std::chrono::duration<double> taken = steady_clock::now() - start;
  report.seconds = taken.count();
  return report;
}

void activate(postgres::Connection& connection,
              const prepare::Destination& destination,
              const Activation& activation, bool hard_delete) {
  // To be overwritten: older rows go in any case.
  if (destination.is_overwritten) return;
  const table::Table& table = destination.table;
  const table::ExistingTable& have = destination.existing;
  try {
    connection.execute(
        hard_delete
            ? table::delete_old_versions(table, have, activation.version)
            : table::mark_old_versions(table, have, activation.version));
  } catch (const postgres::PostgresError& error) {
    throw error.in(prepare::place(destination));
  }
}

// Rows of two streams would take each other's keys, versions and columns.
void refuse_shared_table(const std::string& stream, const std::string& name,
                         const std::map<std::string, std::string>& owners) {
  const auto owner = owners.find(name);
  if (owner != owners.end() && owner->second != stream) {
    throw table::SchemaConflict(text::concat(
        "streams '", owner->second, "' and '", stream, "' share table ", name,
        ", which would mix their rows; set default_target_schema to \"\" so "
        "that each has the schema in its name, load them by two targets "
        "with a schema each, or deselect one"));
  }
}

void tell_of_left(const prepare::Destination& destination,
                  const std::exception& error) {
  logging::warning(text::concat(
      "table ", destination.rows_table.qualified_name(),
      " is left, for the next run or you to drop: ", error.what()));
}

}  // namespace

Loader::Loader(Options options, retry::Clock& clock,
               retry::Backoff::Random random, cli::StopToken stop)
    : options_(std::move(options)),
      clock_(clock),
      random_(std::move(random)),
      stop_(stop) {}

Loader::~Loader() {
  // Of a run that ends with an error. The server that is away now is not waited
  // for: the next run drops what is left.
  if (!session_ || !session_->connection().is_alive()) return;
  for (const auto& [stream, each] : destinations_) {
    if (each.side_table_oid.empty()) continue;
    try {
      prepare::drop_side_table(*session_, each);
    } catch (const std::exception& error) {
      tell_of_left(each, error);
    }
  }
}

prepare::Session& Loader::session() {
  if (session_ && !session_->connection().is_alive()) session_.reset();
  if (!session_) {
    session_.emplace(options_.connection, ++sessions_, stop_);
    const auto& warning = session_->connection().durability_warning();
    if (!has_warned_of_durability_ && !warning.empty()) {
      has_warned_of_durability_ = true;
      logging::warning(
          text::concat("the server runs with ", warning,
                       ": rows it has committed may be lost when it crashes"));
    }
  }
  return *session_;
}

prepare::Destination& Loader::destination(const std::string& stream) {
  return destinations_.at(stream);
}

bool Loader::is_end_of_stop(const postgres::PostgresError& error) const {
  constexpr std::string_view kCancelled = "57014";
  return stop_.is_stop_requested() &&
         (error.is_retriable() || error.sqlstate() == kCancelled);
}

template <class Operation>
void Loader::retry(const Operation& operation) {
  Attempts attempts(options_.retry_budget, clock_, random_, stop_);
  while (true) {
    try {
      session();
      attempts.server_is_there();
      return operation();
    } catch (const postgres::PostgresError& error) {
      if (session_) session_->forget_staging();
      if (is_end_of_stop(error)) {
        throw cli::Stopped(
            text::concat("stopped by signal ", stop_.signal(),
                         "; what was read since the last STATE is not "
                         "loaded: ",
                         error.what()));
      }
      if (!error.is_retriable() || !attempts.wait_after(error)) throw;
    }
  }
}

Loader::Prepared Loader::prepare(const std::string& stream,
                                 const table::Table& table,
                                 std::vector<std::string> refused_keys) {
  const bool is_new = !destinations_.contains(stream);
  prepare::Destination wanted =
      is_new ? prepare::Destination() : destination(stream);
  wanted.stream = stream;
  wanted.table = table;
  std::sort(refused_keys.begin(), refused_keys.end());
  wanted.refused_keys = std::move(refused_keys);
  wanted.is_overwritten = options_.overwrite;
  const table::Identifier rows_name =
      is_new ? table.name : wanted.rows_table.name;
  wanted.rows_table = table;
  wanted.rows_table.name = rows_name;
  const std::string name = table.qualified_name();
  refuse_shared_table(stream, name, owners_);
  retry([&] {
    wanted.table = table;
    free_name(table);
    prepare::apply_schema(session(), wanted, prepare::RowsWaiting::kNone,
                          may_alter());
    if (is_new) {
      wanted.can_copy_directly =
          wanted.has_unique_key() &&
          inspect::is_empty(session().connection(), wanted.rows_table);
    }
  });
  Prepared prepared{wanted.table, prepare::unlike_keys(table, wanted.existing)};
  destinations_.insert_or_assign(stream, std::move(wanted));
  owners_.insert_or_assign(name, stream);
  return prepared;
}

void Loader::free_name(const table::Table& table) {
  if (!options_.overwrite) return;
  for (auto& [other, each] : destinations_) {
    const auto& side = each.rows_table;
    if (side.name != table.name || side.schema != table.schema) continue;
    prepare::rename_side_table(session().connection(), each);
  }
}

int Loader::server_version() {
  int version = 0;
  retry([&] { version = session().connection().server_version(); });
  return version;
}

table::MayAlter Loader::may_alter() const {
  return {.columns = options_.allow_column_alter,
          .below_views = options_.recreate_dependent_views};
}

Loader::Task Loader::task_of(const Work& work) {
  Task task{work, {}, {}};
  task.deliveries.reserve(work.batches.size());
  for (const StreamBatch& each : work.batches) {
    task.deliveries.push_back({&each.batch, &destination(each.stream)});
  }
  std::sort(task.deliveries.begin(), task.deliveries.end(),
            [](const auto& left, const auto& right) {
              return left.destination->table.qualified_name() <
                     right.destination->table.qualified_name();
            });
  if (!work.replaces_overwritten) return task;
  for (const auto& [stream, each] : destinations_) {
    if (each.is_to_be_replaced()) task.replaced.push_back(&each);
  }
  return task;
}

void Loader::refresh(const Task& task) {
  std::set<const prepare::Destination*> used(task.replaced.begin(),
                                             task.replaced.end());
  for (const auto& each : task.deliveries) used.insert(each.destination);
  for (const auto& each : task.work.activations) {
    used.insert(&destination(each.stream));
  }
  for (auto& [stream, each] : destinations_) {
    if (each.session == session().number() || !used.contains(&each)) continue;
    prepare::apply_schema(session(), each, prepare::RowsWaiting::kSome,
                          may_alter());
  }
}

Report Loader::load(const Work& work) {
  for (const auto& each : work.batches) {
    destination(each.stream).is_touched = true;
  }
  for (const auto& each : work.activations) {
    destination(each.stream).is_touched = true;
  }
  const Task task = task_of(work);
  Report report;
  std::optional<postgres::CommitInDoubt> doubt;
  retry([&] {
    if (doubt) {
      const bool committed = was_committed(session().connection(), *doubt,
                                           task.deliveries, task.replaced);
      doubt.reset();
      if (committed) return;
    }
    try {
      write_fresh(task, report);
    } catch (const postgres::CommitInDoubt& error) {
      doubt = error;
      throw;
    }
  });
  if (work.replaces_overwritten) drop_side_tables();
  return report;
}

void Loader::drop_side_tables() {
  for (auto& [stream, each] : destinations_) {
    if (each.side_table_oid.empty()) continue;
    try {
      prepare::drop_side_table(session(), each);
    } catch (const postgres::PostgresError& error) {
      tell_of_left(each, error);
    }
    each.side_table_oid.clear();
  }
}

void Loader::write_fresh(const Task& task, Report& report) {
  for (int change = 1;; ++change) {
    refresh(task);
    try {
      report.clear();
      return write(task, report);
    } catch (const prepare::StaleTable& stale) {
      if (change == kMaxChanges) throw;
      logging::debug(text::concat(stale.what(), "; reading it again"));
      session_->forget_staging();
      for (auto& [stream, each] : destinations_) each.session = -1;
    }
  }
}

void Loader::write(const Task& task, Report& report) {
  // The one session from BEGIN to COMMIT: should it be lost in between, another
  // one's COMMIT would be of an empty transaction.
  prepare::Session& session = this->session();
  auto& connection = session.connection();
  const store::Delivery* current = nullptr;
  bool is_committing = false;
  if (connection.is_pooled()) session.forget_staging();
  try {
    postgres::Transaction transaction(connection);
    for (const auto& each : task.deliveries) {
      current = &each;
      report.push_back(write_batch(session, each, options_.hard_delete));
    }
    current = nullptr;
    for (const auto& each : task.work.activations) {
      activate(connection, destination(each.stream), each,
               options_.hard_delete);
    }
    store::replace_overwritten(connection, task.replaced);
    is_committing = true;
    transaction.commit();
  } catch (const postgres::CommitInDoubt&) {
    throw;
  } catch (const postgres::PostgresError& error) {
    session.forget_staging();
    const faults::Refusal refusal{session, options_.hard_delete};
    if (is_committing) refusal.at_commit(task.deliveries, error);
    if (current == nullptr) throw;
    refusal.of(*current, error);
  }
}

}  // namespace load
