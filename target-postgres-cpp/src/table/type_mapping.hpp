#pragma once

#include "json/document.hpp"
#include "table/choice.hpp"

namespace table {

struct TypeMappingOptions {
  // Strings with contentEncoding base16 become bytea instead of text.
  bool interpret_content_encoding = false;
};

// The column types of a property. `first` is what MeltanoLabs' target-postgres
// 0.8 gives, in this order: x-sql-datatype; a string's format; type (a list:
// without "null"; several left: the widest); anyOf: the first that resolves;
// else text. `any` is another type where that one refuses values that the
// schema allows. Throws std::invalid_argument for array items that are no
// schema.
Choice map_type(const json::Value& property, const TypeMappingOptions& options);

}  // namespace table
