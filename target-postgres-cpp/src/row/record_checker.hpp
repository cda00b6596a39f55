#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/cursor.hpp"
#include "json/document.hpp"
#include "table/table.hpp"
#include "validation/schema.hpp"

namespace row {

// What is wrong with a record, for a message.
struct Fault {
  std::string property;  // "a.b[2]"
  std::string reason;
  std::string value;  // its beginning
};

// Validates records whose members are at hand, column by column: for most
// values a look at one bit. Schemas that ask something of the record as a whole
// (anyOf at the top, patternProperties, …) are checked on its text instead.
class RecordChecker {
 public:
  RecordChecker(const json::Value& schema,
                const std::vector<table::Column>& columns);

  // Rules that are left out, each with its property: see validation::Schema.
  const std::vector<std::string>& unchecked() const {
    return schema_.unchecked();
  }

  // `values` are the columns' members, without text where there is none;
  // `has_unknown`: there was a member without column; `record` is all of it.
  bool is_right(const std::vector<json::RawValue>& values, bool has_unknown,
                std::string_view record) const;

  // What is wrong with a record that is not right. `unknown` is the name of a
  // member without column, as JSON.
  Fault fault(const std::vector<json::RawValue>& values,
              std::string_view unknown, std::string_view record) const;

 private:
  struct Item {
    const validation::Rules* rules = nullptr;  // nullptr: none
    bool is_required = false;
  };

  static bool is_absent(const json::RawValue& value) {
    return value.text.data() == nullptr;
  }
  static bool is_right(const Item& item, const json::RawValue& value);
  static bool concerns_whole(const validation::Rules& rules);
  static json::RawValue whole(std::string_view record);

  validation::Schema schema_;
  std::vector<std::string> names_;
  std::vector<Item> items_;  // one per column
  bool concerns_whole_ = false;
  bool forbids_unknown_ = false;
};

}  // namespace row
