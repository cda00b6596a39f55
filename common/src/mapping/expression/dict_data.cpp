#include "mapping/expression/dict_data.hpp"

#include <functional>

#include "mapping/expression/compare.hpp"
#include "mapping/expression/datetime.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::size_t mixed(std::size_t seed, std::size_t part) {
  return (seed ^ part) * 0x100000001B3ULL + 0x9E3779B97F4A7C15ULL;
}

std::size_t hash_of(const Duration& duration) {
  return mixed(static_cast<std::size_t>(duration.days),
               static_cast<std::size_t>(duration.microseconds));
}

}  // namespace

std::size_t hash(const Value& value) {
  if (const auto* text = value.get<Text>()) {
    return std::hash<std::string>()(*text);
  }
  if (is_number(value)) return std::hash<double>()(nearest_double(value));
  if (const auto* tuple = value.get<Tuple>()) {
    std::size_t seed = tuple->items->size();
    for (const Value& item : *tuple->items) seed = mixed(seed, hash(item));
    return seed;
  }
  if (value.is<None>()) return 1;
  if (const auto* bytes = value.get<Bytes>()) {
    return std::hash<std::string>()(bytes->data);
  }
  if (const auto* builtin = value.get<Builtin>()) {
    return static_cast<std::size_t>(*builtin);
  }
  if (const auto* duration = value.get<Duration>()) return hash_of(*duration);
  if (const auto* zone = value.get<TimeZone>()) return hash_of(zone->offset);
  if (const auto* date = value.get<Date>()) {
    return static_cast<std::size_t>(day_number(*date));
  }
  if (const auto* time = value.get<Time>()) return hash_of(in_utc(*time));
  if (const auto* moment = value.get<DateTime>()) {
    return hash_of(in_utc(*moment));
  }
  throw EvaluationError(
      text::concat("unhashable type: '", type_name(value), '\''));
}

std::size_t DictData::position(const Value& key, std::size_t hash) const {
  if (index_.empty()) {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (equal(items_[i].first, key)) return i;
    }
    return items_.size();
  }
  const auto [begin, end] = index_.equal_range(hash);
  for (auto at = begin; at != end; ++at) {
    if (equal(items_[at->second].first, key)) return at->second;
  }
  return items_.size();
}

void DictData::make_index() {
  for (std::size_t i = 0; i < items_.size(); ++i) {
    index_.emplace(hash(items_[i].first), i);
  }
}

void DictData::set(Value key, Value value) {
  const std::size_t key_hash = hash(key);
  const std::size_t at = position(key, key_hash);
  if (at < items_.size()) {
    items_[at].second = std::move(value);
    return;
  }
  items_.emplace_back(std::move(key), std::move(value));
  if (!index_.empty()) {
    index_.emplace(key_hash, at);
  } else if (items_.size() > kFew) {
    make_index();
  }
}

const Value* DictData::find(const Value& key) const {
  const std::size_t at = position(key, hash(key));
  return at < items_.size() ? &items_[at].second : nullptr;
}

}  // namespace mapping::expression
