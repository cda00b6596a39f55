#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/cursor.hpp"
#include "schema/schema.hpp"
#include "singer/message.hpp"
#include "table/table.hpp"

namespace row {

// A record that was read.
struct RecordView {
  // The columns' members, without text where there is none.
  const std::vector<json::RawValue>& values;
  // There was a member without column.
  bool has_unknown = false;
  // There was a member of the name of a metadata column.
  bool has_metadata = false;
  std::string_view text;  // all of it
};

// Validates records whose members are at hand, column by column: for most
// values a look at one bit. Schemas that ask something of the record as a whole
// (anyOf at the top, patternProperties, …) are checked on its text instead. The
// metadata, which the schema need not know, are left out in both cases.
class RecordChecker {
 public:
  // Throws singer::ProtocolError when the schema is none.
  RecordChecker(const singer::SchemaMessage& message,
                const std::vector<table::Column>& columns);

  // Rules that are left out, each with its property: see schema::Schema.
  const std::vector<std::string>& unchecked() const {
    return schema_.unchecked();
  }

  bool is_right(const RecordView& record) const;

  // What is wrong with a record that is not right. `unknown` is the name of a
  // member without column, as JSON.
  schema::Violation violation(const RecordView& record,
                              std::string_view unknown) const;

 private:
  struct Item {
    const schema::Rules* rules = nullptr;  // nullptr: none
    bool is_required = false;
  };

  static bool is_absent(const json::RawValue& value) {
    return value.text.data() == nullptr;
  }
  static bool is_right(const Item& item, const json::RawValue& value);
  static bool concerns_whole(const schema::Rules& rules);
  bool is_named(std::string_view property) const;
  bool check_whole(const RecordView& record,
                   schema::Violation* violation) const;
  std::string without_metadata(std::string_view record) const;

  schema::Schema schema_;
  std::vector<std::string> names_;
  std::vector<Item> items_;  // one per column
  bool concerns_whole_ = false;
  bool forbids_unknown_ = false;
};

}  // namespace row
