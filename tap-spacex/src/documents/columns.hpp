#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.hpp"
#include "singer/selection.hpp"

namespace documents {

// What the fields of a column become.
enum class ValueType { kText, kInteger, kNumber, kDate, kVagueDate };

// One column as the schema has it.
struct Column {
  std::string name;
  ValueType type = ValueType::kText;
  bool is_key = false;       // has a value in every line
  bool is_required = false;  // a body without it is not what the source answers
};

// The columns of a delimited body, and what is made of them.
struct Columns {
  std::vector<Column> selected;
  std::set<std::string, std::less<>> declared;  // selected or not
  // Of the column with vague dates, the properties that are derived and
  // selected; or empty.
  std::string instant;
  std::string precision;
  std::string doubtful;
};

// Columns by the schema's properties: its types, and its "required". Those of
// `vague_date` (a column's name, or empty) are followed by <name>_instant,
// <name>_precision and <name>_doubtful, which are no columns.
Columns columns_of(const json::Value& schema,
                   const singer::Selection& selection,
                   const std::vector<std::string>& keys,
                   std::string_view vague_date);

}  // namespace documents
