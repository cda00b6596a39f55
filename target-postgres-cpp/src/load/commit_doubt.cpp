#include "load/commit_doubt.hpp"

#include <chrono>
#include <optional>
#include <stdexcept>

#include "inspect/commit_status.hpp"
#include "prepare/side_table.hpp"
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
    const std::vector<const prepare::Destination*>& replaced) {
  for (const auto* each : replaced) {
    const auto answer = prepare::was_replaced(connection, *each);
    if (answer) return answer;
  }
  if (replaced.empty()) return std::nullopt;
  const prepare::Destination& unknown = *replaced.back();
  throw std::runtime_error(text::concat(
      "the connection was lost during the COMMIT that overwrites table ",
      unknown.table.qualified_name(), ", the server restarted, and ",
      unknown.rows_table.qualified_name(),
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

bool has_traces(postgres::Connection& connection,
                const std::vector<store::Delivery>& written,
                const std::vector<const prepare::Destination*>& replaced) {
  const auto answer = was_overwritten(connection, replaced);
  if (answer) return *answer;
  const store::Delivery* unmarked = nullptr;
  bool has_marked = false;
  for (const store::Delivery& each : written) {
    const auto& table = each.destination->rows_table;
    if (!table.keys().empty()) continue;
    if (!table.has_metadata) {
      unmarked = &each;
      continue;
    }
    // All rows of one may have been marked to be deleted: any trace will do.
    if (has_row_of(connection, table, *each.batch)) return true;
    has_marked = true;
  }
  if (has_marked || unmarked == nullptr) return false;
  throw std::runtime_error(text::concat(
      "the connection was lost during a COMMIT and the server restarted: "
      "whether the rows of stream '",
      unmarked->destination->stream, "' (lines ", unmarked->batch->line_of(0),
      " to ", unmarked->batch->line_of(unmarked->batch->row_count() - 1),
      ") were stored cannot be told, since it has neither keys nor metadata "
      "columns; look before running again"));
}

}  // namespace

bool was_committed(postgres::Connection& connection,
                   const postgres::CommitInDoubt& doubt,
                   const std::vector<store::Delivery>& written,
                   const std::vector<const prepare::Destination*>& replaced) {
  switch (inspect::find_out(connection, doubt)) {
    case inspect::CommitStatus::kCommitted:
      return true;
    case inspect::CommitStatus::kAborted:
      return false;
    case inspect::CommitStatus::kInProgress:
      throw postgres::PostgresError(
          {.sqlstate = "08007",
           .message = "the server is still busy with a COMMIT"});
    case inspect::CommitStatus::kUnknown:
      break;
  }
  return has_traces(connection, written, replaced);
}

}  // namespace load
