#pragma once

#include <string>
#include <vector>

#include "table/migration.hpp"
#include "table/table.hpp"

namespace table {

// overwrite: how a table's content becomes that of its side table, as SQL.
//
// With keys by difference: rows that stay are not deleted, since a foreign key
// of another table may say ON DELETE CASCADE. A row stays whose key the side
// table has. It is updated where a column that the tap sends has another stored
// image (`*<>`), not another value: 1.0 and 1.00, citext, jsonb, 24 hours and a
// day are equal and show differently. Without keys all rows go and come.
//
// Only the table's own rows are replaced: tables that inherit from it keep
// theirs; the partitions of a partitioned table are the table.
class Replacement {
 public:
  // `side`: the table's side table, whose columns have the same types but for
  // keys without a unique index. `equalities`: of each key, in the order of
  // table.keys(), the operator that the side table's primary key goes by; empty
  // where it is not unique by them. The tables must outlive this.
  Replacement(const Table& table, const ExistingTable& have, const Table& side,
              const ExistingTable& side_have,
              const std::vector<std::string>& equalities);

  bool is_by_difference() const { return !match_.empty(); }
  // Whether all rows that have a key of the side table's stay: else some have
  // the same key.
  bool is_key_unique() const { return is_key_unique_; }
  const Table& table() const { return table_; }

  // By difference: lets the server know the order of the side table's keys, so
  // that it can compare the tables from one end to the other. Else it takes
  // them for shuffled, and leaves the table so.
  std::string analyze() const;
  // By difference: one row of two booleans, whether rows go and whether rows
  // are new.
  std::string survey() const;
  // Deletes the rows that go; to be run one after the other.
  std::vector<std::string> remove() const;
  // By difference: the rows that stay and differ; then the versions of those
  // that do not.
  std::vector<std::string> update() const;
  // By difference: the same rows as update(), deleted and inserted in one
  // statement, with the values of `own` columns, which the stream does not
  // have. Where a unique index forbids that rows exchange values one by one.
  std::string reinsert(const std::vector<std::string>& own) const;
  // The rows that are new.
  std::string insert() const;

  // Parts for other statements, in which "t" is the table's row and "s" the
  // side table's: FROM items, and conditions.
  std::string rows() const;
  std::string side_rows() const;
  const std::string& match() const { return match_; }
  // True of rows that go.
  std::string is_removed() const;
  // True of rows that stay and differ in one of the columns.
  std::string differs(const std::vector<std::string>& columns) const;

 private:
  // The table, with its partitions or without what inherits from it.
  std::string target() const;
  std::string numbered() const;
  std::string has_no_match() const;
  std::vector<std::string> compared() const;

  const Table& table_;
  const ExistingTable& have_;
  const Table& side_;
  // The columns of "s", as the table takes them.
  std::string values_;
  bool is_key_unique_;
  // "t" and "s" have the same key; empty: not by difference.
  std::string match_;
};

}  // namespace table
