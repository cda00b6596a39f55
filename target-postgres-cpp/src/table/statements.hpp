#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "table/key_order.hpp"
#include "table/migration.hpp"
#include "table/table.hpp"

// The SQL of loading, as pure text. No statement here ends a transaction. All
// names are quoted and, but for the staging table, schema-qualified.
namespace table {

std::string create_schema(const Identifier& schema);

// With the keys as primary key.
std::string create_table(const Table& table);

// COPY … FROM STDIN (FORMAT binary) of all columns.
std::string copy_into_table(const Table& table);

// A staging table holds one batch in the types of the schema. Temporary, one
// per table and connection; its name is made from the table's.
enum class OnCommit { kDeleteRows, kDrop };
Identifier staging_name(const Table& table);
std::string create_staging(const Table& table, OnCommit on_commit);
std::string copy_into_staging(const Table& table);
std::string copy_into_staging(const Table& table,
                              const std::vector<Column>& columns);

// To find out which value of a row the server refuses: the staged values as
// text, and one of them put into a column of the table's own type.
std::string show_staging(const Table& table,
                         const std::vector<Column>& columns);
std::string try_value(const Table& table, const Column& column,
                      const ExistingTable& have);

// Staging into the table. The rows of one staging table were written by one
// COPY, so ctid is their order: the last row of a key wins. Rows are written in
// the order of the keys (text in the "C" collation), so that two loaders cannot
// deadlock. `have` says which columns need a cast.
//
// A unique index on the keys: one INSERT … ON CONFLICT.
std::string merge_by_index(const Table& table, const ExistingTable& have,
                           KeyOrder order);
// None: UPDATE … FROM, then an anti-join INSERT; to be run one after the other.
std::vector<std::string> merge_by_join(const Table& table,
                                       const ExistingTable& have,
                                       KeyOrder order);
// How many keys are staged. A merge into a table with nothing but keys does not
// tell: rows that are there already are left alone.
std::string count_staged_keys(const Table& table, const ExistingTable& have);
// No keys: INSERT … SELECT.
std::string append_staging(const Table& table, const ExistingTable& have);

// ACTIVATE_VERSION: rows of older versions or none. Need the metadata columns.
std::string delete_old_versions(const Table& table, std::int64_t version);
std::string mark_old_versions(const Table& table, std::int64_t version);
// hard_delete: records that carry _sdc_deleted_at, `count` of the staged ones
// at most. After the merge, the rows of the keys they were the last of: the
// table is looked into by its keys, not read as a whole.
std::string delete_marked(const Table& table, const ExistingTable& have,
                          std::size_t count);
// No keys: the staged records themselves, before the others are appended.
std::string unstage_marked(const Table& table);

// overwrite: rows are loaded into a side table, which is a Table of its own:
// create it with create_side_table(), load it like any other, and at the end
// replace_from_side() replaces the content in one transaction, which leaves the
// side table with another mark: dropped in it, it could as well have been
// dropped by others, and nobody could tell whether a COMMIT in doubt was done.
Table side_table(const Table& table);
std::string drop_side_table(const Table& table);
// Empty, logged, with the keys as primary key, and marked; to be run one after
// the other.
std::vector<std::string> create_side_table(const Table& table);
// The comments that tell our side table of `table` from a table of somebody
// else's that has its name: while it is loaded, and once its rows are the
// table's content.
std::string side_table_mark(const Table& table);
std::string replaced_mark(const Table& table);
// Whether this session alone overwrites the table, until it ends.
std::string try_to_lock_for_overwriting(const Table& table);
std::vector<std::string> replace_from_side(const Table& table,
                                           const ExistingTable& have);

}  // namespace table
