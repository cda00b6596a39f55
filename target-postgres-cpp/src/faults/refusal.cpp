#include "faults/refusal.hpp"

#include <algorithm>
#include <string_view>

#include "faults/find_fault.hpp"
#include "text/concat.hpp"

namespace faults {

namespace {

[[noreturn]] void refuse_row(const row::Batch& batch, const std::string& where,
                             const Fault& fault) {
  const auto& [key, column, value] = fault.place;
  std::string place =
      text::concat("line ", batch.line_of(fault.row), ": ", where);
  if (!key.empty()) place += text::concat(", key ", key);
  if (!column.empty()) place += text::concat(", column '", column, "'");
  if (!value.empty()) place += text::concat(", value ", value);
  throw RefusedRow(text::concat(place, ": ", fault.error.what()));
}

// A trigger's error may name no table.
bool is_about(const postgres::ErrorFields& error,
              const prepare::Destination& each) {
  return error.table == each.table.name.name() &&
         error.schema == each.table.schema.name();
}

}  // namespace

void Refusal::of(const store::Delivery& delivery,
                 const postgres::PostgresError& error) const {
  const std::string where = prepare::place(*delivery.destination);
  if (!error.is_data_error()) throw error.in(where);
  const auto fault = find_fault(session, delivery, hard_delete);
  if (!fault) throw error.in(where);
  refuse_row(*delivery.batch, where, *fault);
}

void Refusal::at_commit(const std::vector<store::Delivery>& deliveries,
                        const postgres::PostgresError& error) const {
  if (!error.is_data_error()) throw error;
  const auto is_concerned = [&](const store::Delivery& each) {
    return is_about(error.fields(), *each.destination);
  };
  const bool is_named =
      std::any_of(deliveries.begin(), deliveries.end(), is_concerned);
  std::string where;
  for (const store::Delivery& each : deliveries) {
    if (is_named && !is_concerned(each)) continue;
    const std::string here = prepare::place(*each.destination);
    if (is_named) where = here + ": ";
    const auto fault =
        find_deferred_fault(session, deliveries, each, hard_delete);
    // Another error than the COMMIT's is of a row that a later one sets right.
    if (fault && std::string_view(fault->error.what()) == error.what()) {
      refuse_row(*each.batch, here, *fault);
    }
  }
  throw RefusedRow(text::concat(
      where, error.what(),
      "; found at COMMIT, as it is checked no sooner (INITIALLY DEFERRED), so "
      "the line is not known: correct the rows it is about, or make it "
      "INITIALLY IMMEDIATE to be told the line"));
}

}  // namespace faults
