#pragma once

#include <string>
#include <vector>

#include "postgres/connection.hpp"
#include "postgres/postgres_error.hpp"
#include "table/migration.hpp"
#include "table/table.hpp"

namespace inspect {

// What the catalog says is under the table's name, in one round trip. A table
// without a schema is looked for along the search path.
table::ExistingTable read_table(postgres::Connection& connection,
                                const table::Table& table);

// Locks the table, inside an open transaction, as rows written to it do (ROW
// EXCLUSIVE): until the transaction's end nobody changes its structure. Gives
// its fingerprint as of now, in the same round trip; empty: it is gone.
std::string lock_and_fingerprint(postgres::Connection& connection,
                                 const table::Table& table);

// The columns of the constraint or unique index that an error names, with its
// schema and table; none for a domain's.
std::vector<std::string> columns_of_constraint(
    postgres::Connection& connection, const postgres::ErrorFields& fields);

// A relation of any kind, and what COMMENT ON says of it.
struct CommentedRelation {
  std::string name;
  std::string oid;
  std::string comment;
};
// Those of the names that are there in the schema; without one, in the first of
// the search path.
std::vector<CommentedRelation> read_comments(
    postgres::Connection& connection, const table::Identifier& schema,
    const std::vector<table::Identifier>& names);

// Whether the table holds no row at all.
bool is_empty(postgres::Connection& connection, const table::Table& table);

}  // namespace inspect
