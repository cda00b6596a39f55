#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/cursor.hpp"

namespace row {

// Finds the column of a record's member by its name. Records of a stream come
// with the same members in the same order, so a member is looked for where it
// was last time; only when it is not there is its name hashed.
class MemberFinder {
 public:
  // Of a member without a column; is_known() tells whether it was seen before.
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // A member of that name belongs to that column, or to none (kNone).
  void add(std::string_view name, std::size_t column);

  // Call before the first member of each record.
  void begin() { position_ = 0; }

  // The column of the next member. A name without one is handed to
  // `on_unknown` the first time it is met.
  template <class OnUnknown>
  std::size_t find(const json::RawValue& key, const OnUnknown& on_unknown) {
    if (position_ < sequence_.size() && !key.has_escape) {
      const Entry* const expected = sequence_[position_];
      if (expected->name == key.text) {
        ++position_;
        return expected->column;
      }
    }
    const Entry* entry = look_up(key);
    if (entry == nullptr) {
      on_unknown(std::string_view(scratch_));
      entry = remember_unknown();
      if (entry == nullptr) return kNone;
    }
    place(entry);
    return entry->column;
  }

 private:
  struct Entry {
    std::string_view name;
    std::size_t column = kNone;
  };

  const Entry* look_up(const json::RawValue& key);
  const Entry* remember_unknown();
  void place(const Entry* entry);

  std::unordered_map<std::string, Entry> entries_;  // addresses stay
  std::vector<const Entry*> sequence_;
  std::size_t position_ = 0;
  std::size_t unknown_count_ = 0;
  std::string scratch_;
};

}  // namespace row
