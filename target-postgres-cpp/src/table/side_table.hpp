#pragma once

#include <string>
#include <vector>

#include "table/migration.hpp"
#include "table/table.hpp"

// overwrite: rows are loaded into a side table, which at the end of the input
// becomes the table's content (replacement.hpp).
namespace table {

// What it may be called, in the order in which names are tried:
// "<table>__new", "<table>__new_2", ….
std::vector<Identifier> side_table_names(const Table& table);

// Its columns have the types of the table's own ones: so the server refuses a
// value when its row is loaded, and the two tables can be compared. A key that
// has no unique index there has the stream's type, which is sure to be
// comparable. `have`: the table, with all columns that are wanted.
Table side_table_shape(const Table& side, const ExistingTable& have);

// Empty, logged, with the keys as primary key, and marked; to be run one after
// the other. `shape`: side_table_shape() of it.
std::vector<std::string> create_side_table(const Table& shape,
                                           const ExistingTable& have,
                                           const Table& table);
// Makes one that is there what is wanted, as its table was altered; mostly
// nothing. Throws SchemaConflict where a column has another type now that its
// values may not be put into: others altered the table while it was loaded.
std::vector<std::string> adapt_side_table(const Table& shape,
                                          const ExistingTable& side_have);
std::string drop_side_table(const Table& side);
std::string rename_side_table(const Table& side, const Identifier& name);

// The comments that tell our side table of `table` from a table of somebody
// else's: while it is loaded, and once its rows are the table's content.
std::string side_table_mark(const Table& table);
std::string replaced_mark(const Table& table);
// Whether a comment is one of these, of whatever table.
bool is_side_table_mark(std::string_view comment);
// The statement that changes the first mark to the second. Dropped instead, the
// side table could as well have been dropped by others, and nobody could tell
// whether a COMMIT in doubt was done.
std::string mark_replaced(const Table& side, const Table& table);

// Whether this session alone overwrites the table, until it ends.
std::string try_to_lock_for_overwriting(const Table& table);

}  // namespace table
