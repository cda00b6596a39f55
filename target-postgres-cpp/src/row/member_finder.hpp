#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/cursor.hpp"

namespace row {

// What is known of a record's member by its name.
struct Member {
  // A member that has no column and was not expected to.
  static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);
  // A member that has no column and needs none.
  static constexpr std::size_t kIgnored = static_cast<std::size_t>(-2);

  std::string spelling;  // its name as JSON, without the quotes
  std::size_t column = kUnknown;
  bool is_metadata = false;  // its name is one of ours
};

// Finds the columns of a record's members. Records of a stream come with the
// same members in the same order, so a member is looked for where it was last
// time, by comparing the text with its name; only when it is not there is the
// name read and hashed.
class MemberFinder {
 public:
  void add(std::string_view name, std::size_t column);
  void add_metadata(std::string_view name, std::size_t column);

  // Call before the first member of each record.
  void begin() { position_ = 0; }

  // The next member by its name. Lives until the next call. A name that was not
  // added is kUnknown, and handed to `on_unknown` the first time it is met,
  // with true. Only so many are remembered: the first one beyond is handed over
  // with false, and no further one is.
  template <class OnUnknown>
  const Member& find(const json::RawValue& key, const OnUnknown& on_unknown) {
    if (position_ < sequence_.size() &&
        sequence_[position_]->spelling == key.text) {
      return *sequence_[position_++];
    }
    const Member* member = look_up(key);
    if (member == nullptr) {
      const bool is_full = is_full_;
      member = &remember_unknown();
      if (!is_full) on_unknown(std::string_view(name_), !is_full_);
    }
    place(*member);
    return *member;
  }

 private:
  const Member* look_up(const json::RawValue& key);
  const Member& remember_unknown();
  void place(const Member& member);

  std::unordered_map<std::string, Member> members_;  // addresses stay
  std::vector<const Member*> sequence_;
  std::size_t position_ = 0;
  // Of unknown names.
  std::size_t unknown_count_ = 0;
  std::size_t unknown_bytes_ = 0;
  bool is_full_ = false;
  Member not_remembered_;
  std::string name_;
};

}  // namespace row
