#pragma once

#include <string>
#include <vector>

#include "postgres/connection.hpp"
#include "table/reference.hpp"
#include "table/table.hpp"

namespace inspect {

// The foreign keys, its own included, that refer to the table or to a partition
// of it and are enforced.
std::vector<table::Reference> read_references(postgres::Connection& connection,
                                              const table::Table& table);

// By what operators the primary key of `side` tells rows apart, in the order of
// `side.keys()`; empty when these are not its columns.
std::vector<std::string> read_key_equalities(postgres::Connection& connection,
                                             const table::Table& side);

// The columns of the table that can be inserted into.
std::vector<std::string> read_insertable_columns(
    postgres::Connection& connection, const table::Table& table);

}  // namespace inspect
