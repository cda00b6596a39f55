#include "mapping/record_members.hpp"

namespace mapping {

void RecordMembers::read(json::Cursor& cursor) {
  members_.clear();
  unescaped_.clear();
  if (!cursor.enter_object()) return;
  do {
    const json::RawValue key = cursor.key();
    std::string_view name = key.text;
    if (key.has_escape) {
      std::string& kept = unescaped_.emplace_back();
      name = json::unescaped(key, kept);
    }
    members_.push_back({name, cursor.value()});
  } while (cursor.next_member());
}

}  // namespace mapping
