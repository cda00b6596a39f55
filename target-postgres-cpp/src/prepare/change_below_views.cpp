#include "prepare/change_below_views.hpp"

#include <string>
#include <vector>

#include "inspect/dependent_views.hpp"
#include "logging/log.hpp"
#include "postgres/transaction.hpp"
#include "prepare/schema_change.hpp"
#include "text/concat.hpp"

namespace prepare {

namespace {

using inspect::DependentView;

[[noreturn]] void refuse(const table::Migration& migration,
                         const std::string& view, const std::string& why) {
  throw table::SchemaConflict(text::concat(
      text::joined(migration.changes, ", "), ": it is shown by ", view,
      ", which cannot be dropped and made again as it was: ", why,
      "; drop that, load, and create it again"));
}

std::vector<DependentView> read(postgres::Connection& connection,
                                const table::Table& table,
                                const table::Migration& migration) {
  auto views =
      inspect::read_dependent_views(connection, table, migration.shown_columns);
  for (const DependentView& view : views) {
    if (!view.refusal.empty()) refuse(migration, view.name, view.refusal);
  }
  return views;
}

std::string names(const std::vector<DependentView>& views) {
  std::vector<std::string> names;
  names.reserve(views.size());
  for (const DependentView& view : views) names.push_back(view.name);
  return text::joined(names, ", ");
}

// What is made may be given other properties by the server: default privileges,
// event triggers, an older server.
void compare(const std::vector<DependentView>& before,
             const std::vector<DependentView>& after,
             const table::Migration& migration) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (i < after.size() && before[i].name == after[i].name &&
        before[i].image == after[i].image) {
      continue;
    }
    refuse(migration, before[i].name,
           "its options, owner, grants or comments would be others");
  }
}

void change_in_transaction(postgres::Connection& connection,
                           const table::Table& table,
                           const table::Migration& migration) {
  postgres::Transaction transaction(connection);
  connection.execute(text::concat(kLockTimeout, "LOCK TABLE ONLY ",
                                  table.qualified_name(),
                                  " IN ACCESS EXCLUSIVE MODE"));
  inspect::lock_views(connection, read(connection, table, migration));
  const auto views = read(connection, table, migration);
  std::string sql;
  // Another session may have dropped them meanwhile.
  if (!views.empty()) sql = text::concat("DROP VIEW ", names(views), "; ");
  for (const auto& statement : migration.statements) sql += statement + "; ";
  for (const DependentView& view : views) sql += view.create + "; ";
  connection.execute(sql);
  compare(views, read(connection, table, migration), migration);
  transaction.commit();
  logging::info(text::concat("dropped and made again for table ",
                             table.qualified_name(), ": ", names(views)));
}

}  // namespace

void change_below_views(postgres::Connection& connection,
                        const table::Table& table,
                        const table::Migration& migration) {
  try {
    change_in_transaction(connection, table, migration);
  } catch (const postgres::CommitInDoubt& error) {
    // Doubt is for rows. Here the next try reads what is there.
    const postgres::PostgresError& lost = error;
    throw postgres::PostgresError(lost);
  }
}

}  // namespace prepare
