#include "prepare/table_lock.hpp"

#include "inspect/read_table.hpp"
#include "text/concat.hpp"

namespace prepare {

void lock_unchanged(postgres::Connection& connection, const table::Table& table,
                    const table::ExistingTable& existing) {
  if (inspect::lock_and_fingerprint(connection, table) ==
      existing.fingerprint) {
    return;
  }
  throw StaleTable(text::concat("table ", table.qualified_name(),
                                " was changed by others while it was loaded"));
}

}  // namespace prepare
