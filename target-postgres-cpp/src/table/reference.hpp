#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/replacement.hpp"

namespace table {

// A foreign key that refers to a table, as the catalog has it.
struct Reference {
  // What happens to a row that refers to one that is deleted or changes.
  enum class Action { kNone, kCascade, kSetNull, kSetDefault };
  struct Part {
    std::string column;
    std::string referenced;
    // The operator that compares the referenced column with the column, and
    // the collation it does so by, if any.
    std::string equality;
    std::string collation;
  };

  std::string constraint;
  // The table that refers: qualified and quoted; its oid or, of a partition,
  // that of the whole table.
  std::string table;
  std::string oid;
  bool is_partitioned = false;
  // This role may not see all of its rows.
  bool is_hidden = false;
  Action on_delete = Action::kNone;
  Action on_update = Action::kNone;
  std::vector<Part> parts;

  bool has_action() const {
    return on_delete != Action::kNone || on_update != Action::kNone;
  }
};

// Rows that refer, as a FROM item "r": those of the table as it is.
std::string referring_rows(const Reference& reference);
// Those it will have when it is itself replaced; nothing: none will refer.
std::optional<std::string> referring_rows_after(const Reference& reference,
                                                const Replacement& replacement);

// Gives the referenced columns of one row, if there is one, that rows of
// `referring` (empty: some row, perhaps) refer to and that goes; or one that
// stays and whose referenced columns change. Nothing: these never change.
std::string find_removed(const Replacement& replacement,
                         const Reference& reference,
                         const std::string& referring);
std::optional<std::string> find_changed(const Replacement& replacement,
                                        const Reference& reference,
                                        const std::string& referring);

// "CASCADE"
std::string_view sql(Reference::Action action);

}  // namespace table
