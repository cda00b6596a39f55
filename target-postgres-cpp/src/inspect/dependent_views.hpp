#pragma once

#include <string>
#include <vector>

#include "postgres/connection.hpp"
#include "table/table.hpp"

namespace inspect {

// A view that shows columns of a table, itself or by another view, and all that
// hangs on it.
struct DependentView {
  std::string name;   // qualified, quoted
  std::string owner;  // quoted
  // Why it cannot be made again as it is, such as "it has triggers"; empty:
  // it can.
  std::string refusal;
  // Statements, separated by ';', that make it: options, owner, grants and
  // comments.
  std::string create;
  // All of that but the definition, to compare what was made with what was
  // there.
  std::string image;
};

// The views over the table's columns of these names, each behind those that it
// shows.
std::vector<DependentView> read_dependent_views(
    postgres::Connection& connection, const table::Table& table,
    const std::vector<std::string>& columns);

// Locks these views for as long as the transaction lasts, so that no other
// session changes what is read of them from now on.
void lock_views(postgres::Connection& connection,
                const std::vector<DependentView>& views);

}  // namespace inspect
