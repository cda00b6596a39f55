#include "table/statements.hpp"

#include "table/storage.hpp"
#include "text/concat.hpp"

namespace table {

namespace {

using text::concat;

// What `make` gives for each column, joined by ", ".
template <class Columns, class Make>
std::string list(const Columns& columns, Make make) {
  std::string result;
  for (const Column& column : columns) {
    const std::string part = make(column);
    if (part.empty()) continue;
    if (!result.empty()) result += ", ";
    result += part;
  }
  return result;
}

std::string names(const std::vector<Column>& columns) {
  return list(columns,
              [](const Column& column) { return column.name.quoted(); });
}

// A column of the staging table in the type of the table's own column.
std::string value(const Column& column, const ExistingTable& have,
                  std::string_view alias = "") {
  std::string name = concat(alias, column.name.quoted());
  const ExistingColumn* const existing = have.find(column.name.name());
  if (existing == nullptr) return name;
  return cast_expression(name, column.type, existing->type);
}

std::string values(const Table& table, const ExistingTable& have,
                   std::string_view alias = "") {
  return list(table.columns,
              [&](const Column& column) { return value(column, have, alias); });
}

// Text by its bytes, whatever the database's collation: the order the encoder
// knows, and the same for every loader. But where the column's own collation
// takes unlike texts for equal, that one decides.
std::string key_order(const Column& column, const ExistingTable& have) {
  const std::string key = value(column, have);
  const ExistingColumn* const existing = have.find(column.name.name());
  if (existing != nullptr && !existing->loose_collation.empty()) {
    return concat(key, " COLLATE ", existing->loose_collation);
  }
  const ColumnType& type = existing == nullptr ? column.type : existing->type;
  const bool is_text = type.base == BaseType::kText ||
                       type.base == BaseType::kVarchar ||
                       type.base == BaseType::kChar;
  return is_text && !type.is_array ? concat(key, " COLLATE \"C\"") : key;
}

// What is known of a batch's keys holds for the table's only if its type and
// collation keep them apart: citext does not.
KeyOrder known_order(const Table& table, const ExistingTable& have,
                     KeyOrder order) {
  for (const Column& key : table.keys()) {
    const ExistingColumn* const existing = have.find(key.name.name());
    if (existing != nullptr &&
        (existing->type != key.type || !existing->loose_collation.empty())) {
      return KeyOrder::kUnknown;
    }
  }
  return order;
}

// The rows to merge, as what follows FROM: each key once.
std::string merge_source(const Table& table, const ExistingTable& have,
                         KeyOrder order) {
  std::string staging = staging_name(table).quoted();
  if (order != KeyOrder::kUnknown) return staging;
  const std::string keys = list(table.keys(), [&](const Column& column) {
    return key_order(column, have);
  });
  return concat("(SELECT DISTINCT ON (", keys, ") * FROM ", staging,
                " ORDER BY ", keys, ", ctid DESC) AS latest");
}

std::string key_match(const Table& table, const ExistingTable& have) {
  std::string result;
  for (const Column& key : table.keys()) {
    if (!result.empty()) result += " AND ";
    result += concat("t.", key.name.quoted(), " = ", value(key, have, "s."));
  }
  return result;
}

std::string column_definitions(const Table& table) {
  return list(table.columns, [](const Column& column) {
    return concat(column.name.quoted(), " ", sql(column.type));
  });
}

// The columns, with the keys as primary key.
std::string definition(const Table& table) {
  const std::vector<Column> keys = table.keys();
  const std::string primary_key =
      keys.empty() ? "" : concat(", PRIMARY KEY (", names(keys), ")");
  return concat(" (", column_definitions(table), primary_key, ")");
}

std::string copy_into(const std::string& target,
                      const std::vector<Column>& columns) {
  return concat("COPY ", target, " (", names(columns),
                ") FROM STDIN (FORMAT binary)");
}

std::string metadata_column(Source source) {
  return Identifier::of(metadata_name(source)).quoted();
}

std::string is_old_version(std::int64_t version) {
  const std::string column = metadata_column(Source::kTableVersion);
  return concat("(", column, " IS NULL OR ", column, " < ", version, ")");
}

}  // namespace

std::string rows_of(const Table& table, const ExistingTable& have) {
  return concat(have.is_partitioned ? "" : "ONLY ", table.qualified_name());
}

std::string create_schema(const Identifier& schema) {
  return concat("CREATE SCHEMA IF NOT EXISTS ", schema.quoted());
}

std::string create_table(const Table& table) {
  return concat("CREATE TABLE IF NOT EXISTS ", table.qualified_name(),
                definition(table));
}

std::string copy_into_table(const Table& table) {
  return copy_into(table.qualified_name(), table.columns);
}

Identifier staging_name(const Table& table) {
  // The length keeps "a.b" + "c" and "a" + "b.c" apart.
  return Identifier::of(concat("staging_", table.schema.name().size(), "_",
                               table.schema.name(), ".", table.name.name()));
}

std::string create_staging(const Table& table, OnCommit on_commit) {
  return concat("CREATE TEMPORARY TABLE IF NOT EXISTS ",
                staging_name(table).quoted(), " (", column_definitions(table),
                ") ON COMMIT ",
                on_commit == OnCommit::kDrop ? "DROP" : "DELETE ROWS");
}

std::string copy_into_staging(const Table& table) {
  return copy_into_staging(table, table.columns);
}

std::string copy_into_staging(const Table& table,
                              const std::vector<Column>& columns) {
  return copy_into(staging_name(table).quoted(), columns);
}

std::string show_staging(const Table& table,
                         const std::vector<Column>& columns) {
  const std::string texts = list(columns, [](const Column& column) {
    return concat(column.name.quoted(), "::text");
  });
  return concat("SELECT ", texts, " FROM ", staging_name(table).quoted());
}

std::string try_value(const Table& table, const Column& column,
                      const ExistingTable& have) {
  const ExistingColumn* const existing = have.find(column.name.name());
  const ColumnType& type = existing == nullptr ? column.type : existing->type;
  return concat("CREATE TEMPORARY TABLE tried (value ", sql(type),
                "); INSERT INTO pg_temp.tried SELECT ", value(column, have),
                " FROM ", staging_name(table).quoted());
}

std::string merge_by_index(const Table& table, const ExistingTable& have,
                           KeyOrder batch_order) {
  const KeyOrder order = known_order(table, have, batch_order);
  const std::vector<Column> keys = table.keys();
  const std::string updates = list(table.columns, [](const Column& column) {
    const std::string name = column.name.quoted();
    return column.is_key ? "" : concat(name, " = EXCLUDED.", name);
  });
  const std::string sort =
      order != KeyOrder::kUnique
          ? ""  // in order already, by the batch or by the source
          : concat(" ORDER BY ", list(keys, [&](const Column& column) {
                     return key_order(column, have);
                   }));
  // The alias is for a table called "excluded": that name is taken.
  return concat("INSERT INTO ", table.qualified_name(), " AS t (",
                names(table.columns), ") SELECT ", values(table, have),
                " FROM ", merge_source(table, have, order), sort,
                " ON CONFLICT (", names(keys), ") DO ",
                updates.empty() ? "NOTHING" : "UPDATE SET ", updates);
}

std::vector<std::string> merge_by_join(const Table& table,
                                       const ExistingTable& have,
                                       KeyOrder order) {
  const std::string source =
      merge_source(table, have, known_order(table, have, order));
  const std::string match = key_match(table, have);
  const std::string target = rows_of(table, have);
  const std::string updates = list(table.columns, [&](const Column& column) {
    return column.is_key
               ? ""
               : concat(column.name.quoted(), " = ", value(column, have, "s."));
  });
  std::vector<std::string> statements;
  if (!updates.empty()) {
    statements.push_back(concat("UPDATE ", target, " AS t SET ", updates,
                                " FROM (SELECT * FROM ", source,
                                ") AS s WHERE ", match));
  }
  statements.push_back(
      concat("INSERT INTO ", table.qualified_name(), " (", names(table.columns),
             ") SELECT ", values(table, have, "s."), " FROM (SELECT * FROM ",
             source, ") AS s WHERE NOT EXISTS (SELECT FROM ", target,
             " AS t WHERE ", match, ")"));
  return statements;
}

std::string count_staged_keys(const Table& table, const ExistingTable& have) {
  return concat("SELECT count(*) FROM ",
                merge_source(table, have, KeyOrder::kUnknown));
}

std::string append_staging(const Table& table, const ExistingTable& have) {
  return concat("INSERT INTO ", table.qualified_name(), " (",
                names(table.columns), ") SELECT ", values(table, have),
                " FROM ", staging_name(table).quoted());
}

std::string delete_old_versions(const Table& table, const ExistingTable& have,
                                std::int64_t version) {
  return concat("DELETE FROM ", rows_of(table, have), " WHERE ",
                is_old_version(version));
}

std::string mark_old_versions(const Table& table, const ExistingTable& have,
                              std::int64_t version) {
  const std::string deleted_at = metadata_column(Source::kDeletedAt);
  return concat("UPDATE ", rows_of(table, have), " SET ", deleted_at,
                " = clock_timestamp() AT TIME ZONE 'UTC' WHERE ",
                is_old_version(version), " AND ", deleted_at, " IS NULL");
}

std::string delete_marked(const Table& table, const ExistingTable& have,
                          std::size_t count) {
  const std::string is_marked =
      concat(metadata_column(Source::kDeletedAt), " IS NOT NULL");
  // The limit cuts nothing: it tells the planner, which knows nothing of a
  // staging table, how few rows there are to look up.
  return concat("DELETE FROM ", rows_of(table, have),
                " AS t USING (SELECT * FROM ", staging_name(table).quoted(),
                " WHERE ", is_marked, " LIMIT ", count, ") AS s WHERE t.",
                is_marked, " AND ", key_match(table, have));
}

std::string unstage_marked(const Table& table) {
  return concat("DELETE FROM ", staging_name(table).quoted(), " WHERE ",
                metadata_column(Source::kDeletedAt), " IS NOT NULL");
}

}  // namespace table
