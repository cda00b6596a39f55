#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/member.hpp"

namespace mapping {

// The members of a mapped record: values that passed through borrow from the
// record they came from, computed ones from memory that is kept here and used
// again for the next record.
class MappedRecord {
 public:
  const std::vector<Member>& members() const { return members_; }
  bool is_empty() const { return members_.empty(); }

  // Forgets all members.
  void clear();
  void add(std::string_view key, const json::RawValue& value) {
    members_.push_back({key, value});
  }
  // Replaces all members; what the new ones borrow stays valid.
  void replace(std::vector<Member>& members) { members_.swap(members); }

  // The text stays valid until clear().
  std::string_view keep(std::string_view text);
  // A value of JSON text, kept.
  json::RawValue value(std::string_view json);
  // A string of those characters, all of them printable ASCII, kept.
  json::RawValue ascii_value(std::string_view characters);

  // Appends the record as JSON text.
  void append_json(std::string& out) const;
  // The same members as they would stand in a text; valid until clear().
  std::span<const json::Member> json_members();

 private:
  struct Block {
    std::unique_ptr<char[]> bytes;  // NOLINT(modernize-avoid-c-arrays)
    std::size_t size = 0;
  };
  char* room(std::size_t size);

  json::RawValue string_value(std::string_view characters);

  std::vector<Member> members_;
  std::vector<json::Member> json_members_;
  std::vector<Block> blocks_;
  std::size_t block_ = 0;  // the one being filled
  std::size_t used_ = 0;   // of it
};

}  // namespace mapping
