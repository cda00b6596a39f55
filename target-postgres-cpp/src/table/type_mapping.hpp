#pragma once

#include "json/document.hpp"
#include "table/column_type.hpp"

namespace table {

struct TypeMappingOptions {
  // Strings with contentEncoding base16 become bytea instead of text.
  bool interpret_content_encoding = false;
};

// The column type of a property, the same as MeltanoLabs' target-postgres 0.8
// gives. In this order: x-sql-datatype; a string's format; type (a list:
// without "null"; several left: the widest); anyOf: the first that resolves;
// else text. Throws std::invalid_argument for array items that are a list or no
// schema.
ColumnType map_type(const json::Value& property,
                    const TypeMappingOptions& options);

}  // namespace table
