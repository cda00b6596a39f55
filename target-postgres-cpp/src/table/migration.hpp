#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "table/table.hpp"

namespace table {

// A column of a table that exists, as introspection found it.
struct ExistingColumn {
  std::string name;
  ColumnType type;  // parse_type(format_type(…)), of a domain its base type's
  bool is_not_null = false;
  bool has_default = false;
  // Generated or GENERATED ALWAYS AS IDENTITY: cannot be written to.
  bool is_generated = false;
  // Views that show the column, "schema.view": they forbid ALTER TYPE.
  std::vector<std::string> views;
  // The collation's quoted name where unlike texts may be equal (such as
  // case-insensitive ones); else empty.
  std::string loose_collation = {};
  // The collation's quoted name where it is not the type's own; else empty.
  std::string collation = {};
  // Part of a unique index or exclusion constraint, or of a foreign key.
  bool is_identifying = false;
};

// What the server has under a table's name; made by postgres/.
struct ExistingTable {
  enum class Kind {
    kNone,
    kTable,  // plain or partitioned
    kOther,  // a view, a foreign table, …; `kind_name` says which
  };
  Kind kind = Kind::kNone;
  std::string kind_name;
  // Of an index: its table, qualified.
  std::string indexed_table = {};
  // Its rows are those of its partitions.
  bool is_partitioned = false;
  // Tells it from a table made later under the same name; empty: none is there.
  std::string oid = {};
  // COMMENT ON TABLE.
  std::string comment = {};
  bool schema_exists = false;
  // Rules (CREATE RULE) on INSERT or UPDATE, which COPY passes by and ON
  // CONFLICT does not allow.
  bool has_rules = false;
  // Its policies hold for this role; COPY FROM is then refused by the server.
  bool has_row_security = false;
  std::vector<ExistingColumn> columns;
  // The columns of each valid, immediate unique index without predicate or
  // expression, the primary key's included.
  std::vector<std::vector<std::string>> unique_keys;
  // Another one as soon as the relation, its rules, policies, columns, their
  // types or its unique indexes are others than those read here.
  std::string fingerprint = {};

  const ExistingColumn* find(std::string_view column) const;
};

// What must happen to the schema of the database, in this order.
struct Migration {
  std::vector<std::string> statements;
  bool is_of_existing_table = false;
  // Of columns whose type changes: "column "a" from integer to bigint".
  std::vector<std::string> changes = {};
  // Names of those among them that views show, which must be out of the way.
  std::vector<std::string> shown_columns = {};
};

// Which columns may be given another type.
struct MayAlter {
  bool columns = true;
  bool below_views = true;  // also those that views show
};

// A table that cannot hold what the stream sends; the message names the table,
// the column, both types and the remedy.
class SchemaConflict : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// From what is there to what is wanted: CREATE SCHEMA, CREATE TABLE, ADD COLUMN
// (nullable), ALTER COLUMN TYPE where is_widening(). Columns that are not
// wanted are left alone; so is one wider than wanted, and one that refuses what
// it cannot hold. Throws
// SchemaConflict: no table, a narrowing, a generated column, an ALTER that is
// needed and may not be, a column that must have a value and gets none.
Migration diff(const Table& want, const ExistingTable& have, MayAlter may);

// After the migration: some column's own type is not ours, or the table has
// rules or row-level security, which COPY passes by or is refused for, so rows
// must go through the staging table.
bool needs_staging(const Table& want, const ExistingTable& have);

// A unique index over exactly the table's keys and no rules, so that ON
// CONFLICT works.
bool has_unique_key(const Table& want, const ExistingTable& have);

}  // namespace table
