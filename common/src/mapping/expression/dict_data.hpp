#pragma once

#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

#include "mapping/expression/value.hpp"

namespace mapping::expression {

// The items of a dict or a set in the order of insertion.
class DictData {
 public:
  using Item = std::pair<Value, Value>;

  // An equal key stays where and as it is, and gets the new value. Throws
  // EvaluationError for a value that cannot be a key.
  void set(Value key, Value value);
  const Value* find(const Value& key) const;

  const std::vector<Item>& items() const { return items_; }
  std::size_t size() const { return items_.size(); }

 private:
  // Of few items all are looked at.
  static constexpr std::size_t kFew = 8;

  std::size_t position(const Value& key, std::size_t hash) const;
  void make_index();

  std::vector<Item> items_;
  // From the hash of a key to its position; empty while there are few.
  std::unordered_multimap<std::size_t, std::size_t> index_;
};

// Equal values have equal hashes, 1, 1.0, True and Decimal('1') among them.
std::size_t hash(const Value& value);

}  // namespace mapping::expression
