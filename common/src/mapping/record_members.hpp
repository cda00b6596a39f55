#pragma once

#include <list>
#include <span>
#include <string>
#include <vector>

#include "json/cursor.hpp"
#include "mapping/member.hpp"

namespace mapping {

// The members of a record as they stand in its text, by their names'
// characters: they borrow from it, and what was escaped in a name is kept here
// until the next one is read.
class RecordMembers {
 public:
  void read(std::span<const json::Member> record);

  std::span<const Member> members() const { return members_; }

 private:
  std::vector<Member> members_;
  std::list<std::string> unescaped_;
};

}  // namespace mapping
