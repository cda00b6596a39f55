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

// Whose rows statements are about: the table's and its partitions', but not
// those of tables that inherit from it.
std::string rows_of(const Table& table, const ExistingTable& have);

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
std::string delete_old_versions(const Table& table, const ExistingTable& have,
                                std::int64_t version);
std::string mark_old_versions(const Table& table, const ExistingTable& have,
                              std::int64_t version);
// hard_delete: records that carry _sdc_deleted_at, `count` of the staged ones
// at most. After the merge, the rows of the keys they were the last of: the
// table is looked into by its keys, not read as a whole.
std::string delete_marked(const Table& table, const ExistingTable& have,
                          std::size_t count);
// No keys: the staged records themselves, before the others are appended.
std::string unstage_marked(const Table& table);

}  // namespace table
