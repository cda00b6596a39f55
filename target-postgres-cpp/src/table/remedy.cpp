#include "table/remedy.hpp"

#include "table/storage.hpp"
#include "table/widening.hpp"
#include "text/concat.hpp"

namespace table {

namespace {

using text::concat;

// The column's values as taps send them, in the type that takes all.
std::string converted(const Column& column, const ColumnType& to) {
  const std::string name = column.name.quoted();
  if (column.type.base == BaseType::kTimestampTz) {
    const ColumnType instant{BaseType::kTimestamp};
    return cast_expression(concat("(", name, " AT TIME ZONE 'UTC')"), instant,
                           to);
  }
  return cast_expression(name, column.type, to);
}

}  // namespace

std::string remedy(const Table& table, const Column& column) {
  if (!column.choice || takes(column.type, column.choice->any)) return {};
  const ColumnType& any = column.choice->any;
  const bool is_spelled_anew =
      column.is_key && !is_widening(column.type, any, ColumnRole::kIdentifying);
  return concat("; column ", column.name.quoted(), " is ", sql(column.type),
                ", and the schema allows more: ALTER TABLE ",
                table.qualified_name(), " ALTER COLUMN ", column.name.quoted(),
                " TYPE ", sql(any), " USING ", converted(column, any),
                is_spelled_anew ? " (it is a key: one that the tap spells in "
                                  "another way is then another row)"
                                : "");
}

}  // namespace table
