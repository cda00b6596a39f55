#include "load/commit_doubt.hpp"

#include <chrono>
#include <optional>
#include <stdexcept>

#include "load/side_table.hpp"
#include "postgres/commit_status.hpp"
#include "singer/time.hpp"
#include "table/statements.hpp"
#include "text/concat.hpp"

namespace load {

namespace {

bool is_true(postgres::Connection& connection, const std::string& condition) {
  return connection.execute(text::concat("SELECT ", condition)).is_true(0, 0);
}

// All tables are overwritten in the one transaction: one tells of all. Nothing
// does when no table is.
std::optional<bool> was_overwritten(
    postgres::Connection& connection,
    const std::map<std::string, Destination>& destinations) {
  const Destination* unknown = nullptr;
  for (const auto& [stream, destination] : destinations) {
    if (!destination.is_overwritten || !destination.is_touched) continue;
    const auto answer = was_replaced(connection, destination);
    if (answer) return answer;
    unknown = &destination;
  }
  if (unknown == nullptr) return std::nullopt;
  throw std::runtime_error(text::concat(
      "the connection was lost during the COMMIT that overwrites table ",
      unknown->table.qualified_name(), ", the server restarted, and ",
      unknown->rows_table.qualified_name(),
      " was dropped by others: whether it was overwritten cannot be told; run "
      "again"));
}

// A batch is atomic: one row of it tells of all.
bool has_row_of(postgres::Connection& connection, const table::Table& table,
                const row::Batch& batch) {
  return is_true(
      connection,
      text::concat(
          "EXISTS (SELECT FROM ", table.qualified_name(), " WHERE ",
          table::Identifier::of(table::metadata_name(table::Source::kBatchedAt))
              .quoted(),
          " = ", table::quoted_literal(singer::format_time(batch.begun_at())),
          ")"));
}

bool has_traces(postgres::Connection& connection, const Work& work,
                const std::map<std::string, Destination>& destinations) {
  if (work.replaces_overwritten) {
    const auto answer = was_overwritten(connection, destinations);
    if (answer) return *answer;
  }
  const StreamBatch* unmarked = nullptr;
  bool has_marked = false;
  for (const StreamBatch& each : work.batches) {
    const auto& table = destinations.at(each.stream).rows_table;
    if (!table.keys().empty()) continue;
    if (!table.has_metadata) {
      unmarked = &each;
      continue;
    }
    // All rows of one may have been marked to be deleted: any trace will do.
    if (has_row_of(connection, table, each.batch)) return true;
    has_marked = true;
  }
  if (has_marked || unmarked == nullptr) return false;
  throw std::runtime_error(text::concat(
      "the connection was lost during a COMMIT and the server restarted: "
      "whether the rows of stream '",
      unmarked->stream, "' (lines ", unmarked->batch.line_of(0), " to ",
      unmarked->batch.line_of(unmarked->batch.row_count() - 1),
      ") were stored cannot be told, since it has neither keys nor metadata "
      "columns; look before running again"));
}

}  // namespace

bool was_committed(postgres::Connection& connection,
                   const postgres::CommitInDoubt& doubt, const Work& work,
                   const std::map<std::string, Destination>& destinations) {
  switch (postgres::find_out(connection, doubt)) {
    case postgres::CommitStatus::kCommitted:
      return true;
    case postgres::CommitStatus::kAborted:
      return false;
    case postgres::CommitStatus::kInProgress:
      throw postgres::PostgresError(
          {.sqlstate = "08007",
           .message = "the server is still busy with a COMMIT"});
    case postgres::CommitStatus::kUnknown:
      break;
  }
  return has_traces(connection, work, destinations);
}

}  // namespace load
