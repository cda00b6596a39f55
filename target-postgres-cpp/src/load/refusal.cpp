#include "load/refusal.hpp"

#include <algorithm>
#include <string_view>

#include "load/find_fault.hpp"
#include "text/concat.hpp"

namespace load {

namespace {

[[noreturn]] void refuse_row(const StreamBatch& batch, const std::string& where,
                             const Fault& fault) {
  const auto& [key, column, value] = fault.place;
  std::string place =
      text::concat("line ", batch.batch.line_of(fault.row), ": ", where);
  if (!key.empty()) place += text::concat(", key ", key);
  if (!column.empty()) place += text::concat(", column '", column, "'");
  if (!value.empty()) place += text::concat(", value ", value);
  throw RefusedRow(text::concat(place, ": ", fault.error.what()));
}

// A trigger's error may name no table.
bool is_about(const postgres::ErrorFields& error, const Destination& each) {
  return error.table == each.table.name.name() &&
         error.schema == each.table.schema.name();
}

}  // namespace

std::string place(const std::string& stream, const Destination& destination) {
  return text::concat("stream '", stream, "', table ",
                      destination.table.qualified_name());
}

void Refusal::of(const StreamBatch& batch,
                 const postgres::PostgresError& error) const {
  Destination& refused = destinations.at(batch.stream);
  const std::string where = place(batch.stream, refused);
  if (!error.is_data_error()) throw error.in(where);
  const auto fault = find_fault(session, refused, batch.batch, hard_delete);
  if (!fault) throw error.in(where);
  refuse_row(batch, where, *fault);
}

void Refusal::at_commit(const std::vector<const StreamBatch*>& batches,
                        const postgres::PostgresError& error) const {
  if (!error.is_data_error()) throw error;
  const auto is_concerned = [&](const StreamBatch* each) {
    return is_about(error.fields(), destinations.at(each->stream));
  };
  const bool is_named =
      std::any_of(batches.begin(), batches.end(), is_concerned);
  std::string where;
  for (const StreamBatch* each : batches) {
    if (is_named && !is_concerned(each)) continue;
    const std::string here = place(each->stream, destinations.at(each->stream));
    if (is_named) where = here + ": ";
    const auto fault =
        find_deferred_fault(session, destinations, batches, *each, hard_delete);
    // Another error than the COMMIT's is of a row that a later one sets right.
    if (fault && std::string_view(fault->error.what()) == error.what()) {
      refuse_row(*each, here, *fault);
    }
  }
  throw RefusedRow(text::concat(
      where, error.what(),
      "; found at COMMIT, as it is checked no sooner (INITIALLY DEFERRED), so "
      "the line is not known: correct the rows it is about, or make it "
      "INITIALLY IMMEDIATE to be told the line"));
}

}  // namespace load
