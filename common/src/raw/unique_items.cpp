#include "raw/unique_items.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_set>
#include <vector>

#include "raw/canonical.hpp"

namespace raw {

namespace {

// Hashes first: the texts of millions of numbers take ten times their line.
bool may_hold_one_twice(const json::RawValue& array) {
  std::vector<std::size_t> hashes;
  json::Cursor cursor(array.text);
  if (cursor.enter_array()) {
    do {
      hashes.push_back(std::hash<std::string>()(canonical(cursor.value())));
    } while (cursor.next_item());
  }
  std::sort(hashes.begin(), hashes.end());
  return std::adjacent_find(hashes.begin(), hashes.end()) != hashes.end();
}

}  // namespace

std::optional<json::RawValue> find_twice(const json::RawValue& array) {
  if (!may_hold_one_twice(array)) return std::nullopt;
  std::unordered_set<std::string> seen;
  json::Cursor cursor(array.text);
  if (!cursor.enter_array()) return std::nullopt;
  do {
    const json::RawValue item = cursor.value();
    if (!seen.insert(canonical(item)).second) return item;
  } while (cursor.next_item());
  return std::nullopt;
}

}  // namespace raw
