#pragma once

#include <span>
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
  // The columns' members, nullptr where there is none.
  const std::vector<const json::RawValue*>& values;
  // There was a member without column.
  bool has_unknown = false;
  // There was a member of the name of a metadata column.
  bool has_metadata = false;
  std::span<const json::Member> members;
  std::string_view text;  // all of them; empty: to be put together
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

  static bool is_right(const Item& item, const json::RawValue* value);
  static bool concerns_whole(const schema::Rules& rules);
  bool is_named(std::string_view property) const;
  bool check_whole(const RecordView& record,
                   schema::Violation* violation) const;
  // The record as JSON, without the metadata.
  std::string text_of(std::span<const json::Member> members) const;

  schema::Schema schema_;
  std::vector<std::string> names_;
  std::vector<Item> items_;  // one per column
  bool concerns_whole_ = false;
  bool forbids_unknown_ = false;
};

}  // namespace row
