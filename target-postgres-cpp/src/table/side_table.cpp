#include "table/side_table.hpp"

#include "table/storage.hpp"
#include "text/concat.hpp"

namespace table {

namespace {

using text::concat;

// More tables of others than anybody has under such names.
constexpr int kMaxNames = 9;

constexpr std::string_view kMark = "Rows of a run of target-postgres-cpp that ";

std::string comment(const Table& side, const std::string& mark) {
  return concat("COMMENT ON TABLE ", side.qualified_name(), " IS ",
                quoted_literal(mark));
}

// A key's collation where it takes unlike texts for equal.
std::string definition(const Column& column, const ExistingTable& have) {
  std::string text = concat(column.name.quoted(), " ", sql(column.type));
  const ExistingColumn* const existing = have.find(column.name.name());
  if (column.is_key && existing != nullptr && existing->type == column.type &&
      !existing->loose_collation.empty()) {
    text += concat(" COLLATE ", existing->loose_collation);
  }
  return text;
}

}  // namespace

std::vector<Identifier> side_table_names(const Table& table) {
  const std::string first = table.name.name() + "__new";
  std::vector<Identifier> names = {Identifier::of(first)};
  for (int number = 2; number <= kMaxNames; ++number) {
    names.push_back(Identifier::of(concat(first, '_', number)));
  }
  return names;
}

Table side_table_shape(const Table& side, const ExistingTable& have) {
  Table shape = side;
  for (Column& column : shape.columns) {
    const ExistingColumn* const existing = have.find(column.name.name());
    if (existing == nullptr) continue;
    if (column.is_key && !has_unique_key(side, have)) continue;
    column.type = existing->type;
  }
  return shape;
}

std::vector<std::string> create_side_table(const Table& shape,
                                           const ExistingTable& have,
                                           const Table& table) {
  std::vector<std::string> parts;
  std::vector<std::string> keys;
  for (const Column& column : shape.columns) {
    parts.push_back(definition(column, have));
    if (column.is_key) keys.push_back(column.name.quoted());
  }
  if (!keys.empty()) {
    parts.push_back(concat("PRIMARY KEY (", text::joined(keys, ", "), ")"));
  }
  return {concat("CREATE TABLE ", shape.qualified_name(), " (",
                 text::joined(parts, ", "), ")"),
          comment(shape, side_table_mark(table))};
}

std::vector<std::string> adapt_side_table(const Table& shape,
                                          const ExistingTable& side_have) {
  std::vector<std::string> actions;
  for (const Column& column : shape.columns) {
    const std::string name = column.name.quoted();
    const ExistingColumn* const found = side_have.find(column.name.name());
    if (found == nullptr) {
      actions.push_back(concat("ADD COLUMN ", name, " ", sql(column.type)));
    } else if (found->type != column.type) {
      if (storage_of(found->type, column.type) == Storage::kNone) {
        throw SchemaConflict(
            concat("column ", name, " became ", sql(column.type),
                   " while this run had loaded rows in which it is ",
                   sql(found->type), "; run again"));
      }
      actions.push_back(
          concat("ALTER COLUMN ", name, " TYPE ", sql(column.type), " USING ",
                 cast_expression(name, found->type, column.type)));
    }
  }
  if (actions.empty()) return {};
  return {concat("ALTER TABLE ", shape.qualified_name(), " ",
                 text::joined(actions, ", "))};
}

std::string drop_side_table(const Table& side) {
  return concat("DROP TABLE IF EXISTS ", side.qualified_name());
}

std::string rename_side_table(const Table& side, const Identifier& name) {
  return concat("ALTER TABLE ", side.qualified_name(), " RENAME TO ",
                name.quoted());
}

std::string side_table_mark(const Table& table) {
  return concat(kMark, "overwrites ", table.qualified_name(),
                "; dropped by the next one");
}

std::string replaced_mark(const Table& table) {
  return concat(kMark, "has overwritten ", table.qualified_name(),
                "; dropped by the next one");
}

bool is_side_table_mark(std::string_view comment) {
  return comment.starts_with(kMark);
}

std::string mark_replaced(const Table& side, const Table& table) {
  return comment(side, replaced_mark(table));
}

std::string try_to_lock_for_overwriting(const Table& table) {
  return concat(
      "SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended(",
      quoted_literal(
          concat("target-postgres-cpp overwrites ", table.qualified_name())),
      ", 0))");
}

}  // namespace table
