#include "schema/in_place.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace schema {

namespace {

using List = std::vector<const Rules*>;

// The rules that the same value is checked by.
List next(const Rules& rules) {
  List list;
  for (const List* const each : {&rules.all_of, &rules.any_of, &rules.one_of}) {
    list.insert(list.end(), each->begin(), each->end());
  }
  list.push_back(rules.forbidden);
  if (rules.condition) {
    const auto& [when, then, otherwise] = *rules.condition;
    list.insert(list.end(), {when, then, otherwise});
  }
  if (rules.object) {
    for (const auto& each : rules.object->dependencies) {
      list.push_back(each.rules);
    }
  }
  std::erase(list, nullptr);
  return list;
}

}  // namespace

bool leads_in_place(const Rules& from, const Rules& to) {
  std::unordered_set<const Rules*> seen;
  List open{&from};
  while (!open.empty()) {
    const Rules* const rules = open.back();
    open.pop_back();
    if (rules == &to) return true;
    if (!seen.insert(rules).second) continue;
    const List list = next(*rules);
    open.insert(open.end(), list.begin(), list.end());
  }
  return false;
}

bool may_be_array(const Rules& rules) {
  if ((rules.kinds & kinds_of(json::Kind::kArray)) == 0) return false;
  const auto may = [](const Rules* each) { return may_be_array(*each); };
  const auto any_may = [&](const List& list) {
    return list.empty() || std::any_of(list.begin(), list.end(), may);
  };
  return std::all_of(rules.all_of.begin(), rules.all_of.end(), may) &&
         any_may(rules.any_of) && any_may(rules.one_of);
}

}  // namespace schema
