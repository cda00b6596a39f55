#pragma once

#include <list>
#include <span>
#include <string>
#include <vector>

#include "json/cursor.hpp"
#include "mapping/member.hpp"

namespace mapping {

// The members of a record that stands as text: they borrow from it, and what
// was escaped in their names is kept here until the next one is read.
class RecordMembers {
 public:
  // Reads the object that comes next. Throws json::SyntaxError.
  void read(json::Cursor& cursor);

  std::span<const Member> members() const { return members_; }

 private:
  std::vector<Member> members_;
  std::list<std::string> unescaped_;
};

}  // namespace mapping
