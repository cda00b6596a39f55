#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "singer/message.hpp"
#include "table/column_type.hpp"
#include "table/identifier.hpp"
#include "table/type_mapping.hpp"

namespace table {

// Where a column's value comes from.
enum class Source {
  kProperty,  // the record's member of that name
  kExtractedAt,
  kReceivedAt,
  kBatchedAt,
  kDeletedAt,
  kSequence,
  kTableVersion,
  kSyncStartedAt,
};

struct Column {
  Identifier name;
  // Of a new column choice.any, in a column that is there maybe choice.first.
  ColumnType type;
  // The property's own name; for metadata the column's.
  std::string property;
  Source source = Source::kProperty;
  bool is_key = false;
  // Where the schema allows values of several kinds, and one type of column is
  // not right for all.
  std::optional<Choice> choice = {};
};

// What a stream's table should be.
struct Table {
  Identifier schema;  // empty name: the search path's
  Identifier name;
  // In the order of the schema's properties, then the metadata. Also the order
  // of the fields of a row in binary COPY.
  std::vector<Column> columns;
  bool has_metadata = false;

  // The key columns in column order (M's order of a primary key).
  std::vector<Column> keys() const;
  // "schema"."name"
  std::string qualified_name() const { return qualified(schema, name); }
};

struct TableOptions {
  // Empty: the schema is taken from the stream's name.
  std::string default_target_schema;
  bool add_record_metadata = true;
  // false: the table has no keys whatever the SCHEMA says (append).
  bool use_keys = true;
  TypeMappingOptions types;
};

// A table and what its user should know: one line each, to be logged as
// WARNING (renamed system columns, shortened names).
struct TableDesign {
  Table table;
  std::vector<std::string> warnings;
};

// The table of a stream. Throws singer::ProtocolError: no properties, a key
// that is not a property, an empty name, array items that cannot be mapped.
TableDesign design_table(const singer::SchemaMessage& message,
                         const TableOptions& options);

// Whether it is the name of a metadata column.
bool is_metadata_name(std::string_view name);

// The names of the seven metadata columns, in their order.
std::string_view metadata_name(Source source);

}  // namespace table
