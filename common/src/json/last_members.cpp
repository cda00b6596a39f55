#include "json/last_members.hpp"

#include <cstddef>
#include <string_view>
#include <unordered_map>

namespace json {

namespace {

void keep_last_of(Value& object) {
  const auto begin = object.MemberBegin();
  const auto end = object.MemberEnd();
  std::unordered_map<std::string_view, Value*> values;
  auto kept = begin;
  // By distances: clang finds RapidJSON's != between iterators ambiguous.
  const std::ptrdiff_t size = end - begin;
  for (auto member = begin; member - begin < size; ++member) {
    keep_last_members(member->value);
    const auto found = values.find(string_view(member->name));
    if (found != values.end()) {
      *found->second = member->value;  // moves
      continue;
    }
    if (member - kept > 0) {
      kept->name = member->name;
      kept->value = member->value;
    }
    // A short name's characters are in its Value, which stays from here on.
    values.emplace(string_view(kept->name), &kept->value);
    ++kept;
  }
  if (end - kept > 0) object.EraseMember(kept, end);
}

}  // namespace

void keep_last_members(Value& tree) {
  if (tree.IsObject()) {
    keep_last_of(tree);
  } else if (tree.IsArray()) {
    for (Value& item : tree.GetArray()) keep_last_members(item);
  }
}

}  // namespace json
