#include "json/last_members.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace json {

namespace {

// Up to so many names are looked for one by one, which is quicker than hashing.
constexpr std::size_t kFew = 32;

bool is_escaped(const TextMember& member) {
  return member.key.find('\\') != std::string_view::npos;
}

bool have_one_name(const TextMember& left, const TextMember& right) {
  if (!is_escaped(left) && !is_escaped(right)) return left.key == right.key;
  return unescape(left.key) == unescape(right.key);
}

bool may_have_one_name(const std::vector<TextMember>& members) {
  if (members.size() > kFew) return true;
  for (auto each = members.begin(); each != members.end(); ++each) {
    if (std::any_of(members.begin(), each, [&](const TextMember& other) {
          return have_one_name(other, *each);
        })) {
      return true;
    }
  }
  return false;
}

void keep_last_of(Value& object) {
  const auto begin = object.MemberBegin();
  const auto end = object.MemberEnd();
  std::unordered_map<std::string_view, Value*> values;
  auto kept = begin;
  for (auto member = begin; member != end; ++member) {
    keep_last_members(member->value);
    const auto found = values.find(string_view(member->name));
    if (found != values.end()) {
      *found->second = member->value;  // moves
      continue;
    }
    if (kept != member) {
      kept->name = member->name;
      kept->value = member->value;
    }
    // A short name's characters are in its Value, which stays from here on.
    values.emplace(string_view(kept->name), &kept->value);
    ++kept;
  }
  if (kept != end) object.EraseMember(kept, end);
}

}  // namespace

void keep_last_members(Value& tree) {
  if (tree.IsObject()) {
    keep_last_of(tree);
  } else if (tree.IsArray()) {
    for (Value& item : tree.GetArray()) keep_last_members(item);
  }
}

void keep_last_members(std::vector<TextMember>& members) {
  if (!may_have_one_name(members)) return;
  std::unordered_map<std::string, std::size_t> places;
  std::size_t kept = 0;
  for (const TextMember& member : members) {
    std::string name =
        is_escaped(member) ? unescape(member.key) : std::string(member.key);
    const auto [place, is_new] = places.try_emplace(std::move(name), kept);
    members[place->second] = member;
    if (is_new) ++kept;
  }
  members.resize(kept);
}

}  // namespace json
