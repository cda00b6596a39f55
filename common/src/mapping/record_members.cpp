#include "mapping/record_members.hpp"

#include "json/members.hpp"

namespace mapping {

void RecordMembers::read(std::span<const json::Member> record) {
  members_.clear();
  unescaped_.clear();
  for (const json::Member& member : record) {
    std::string_view name = member.key.text;
    if (member.key.has_escape) {
      name = unescaped_.emplace_back(json::characters(member.key));
    }
    members_.push_back({name, member.value});
  }
}

}  // namespace mapping
