#include "mapping/expression/containers.hpp"

#include <algorithm>

#include "mapping/expression/compare.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/repr.hpp"
#include "mapping/expression/slices.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::vector<Value> keys_of(const DictData& data) {
  std::vector<Value> keys;
  keys.reserve(data.size());
  for (const auto& item : data.items()) keys.push_back(item.first);
  return keys;
}

std::vector<Value> items_of_view(const DictView& view) {
  if (view.kind == DictView::Kind::kKeys) return keys_of(*view.dict.data);
  std::vector<Value> result;
  for (const auto& [key, value] : view.dict.data->items()) {
    result.push_back(view.kind == DictView::Kind::kValues
                         ? value
                         : make_tuple({key, value}));
  }
  return result;
}

std::vector<Value> characters(std::string_view text) {
  std::vector<Value> result;
  for (const char32_t point : to_points(text)) {
    std::string character;
    append_utf8(character, point);
    result.emplace_back(std::move(character));
  }
  return result;
}

bool has_equal(const std::vector<Value>& items, const Value& wanted) {
  return std::any_of(items.begin(), items.end(),
                     [&](const Value& item) { return equal(item, wanted); });
}

bool text_contains(const Text& text, const Value& part) {
  const auto* wanted = part.get<Text>();
  if (wanted == nullptr) {
    throw EvaluationError(
        text::concat("'in <string>' requires string as left operand, not ",
                     type_name(part)));
  }
  return text.find(*wanted) != std::string::npos;
}

bool bytes_contain(const Bytes& bytes, const Value& part) {
  if (const auto* wanted = part.get<Bytes>()) {
    return bytes.data.find(wanted->data) != std::string::npos;
  }
  const auto byte = integer(part);
  if (!byte) {
    throw EvaluationError(text::concat("a bytes-like object is required, not '",
                                       type_name(part), '\''));
  }
  if (*byte < 0 || *byte > 255) {
    throw EvaluationError("byte must be in range(0, 256)");
  }
  return bytes.data.find(static_cast<char>(static_cast<int>(*byte))) !=
         std::string::npos;
}

bool view_contains(const DictView& view, const Value& item) {
  if (view.kind == DictView::Kind::kKeys) {
    return view.dict.data->find(item) != nullptr;
  }
  if (view.kind == DictView::Kind::kValues) {
    return has_equal(items_of_view(view), item);
  }
  const auto* pair = item.get<Tuple>();
  if (pair == nullptr || pair->items->size() != 2) return false;
  const Value* const value = view.dict.data->find((*pair->items)[0]);
  return value != nullptr && equal(*value, (*pair->items)[1]);
}

// The place of an index that may count from the end.
std::size_t place(const Value& key, std::size_t size, std::string_view what) {
  const auto index = integer(key);
  if (!index) {
    const bool is_text = what == "string";
    throw EvaluationError(text::concat(
        what, " indices must be integers", is_text ? "" : " or slices",
        ", not ", is_text ? "'" : "", type_name(key), is_text ? "'" : ""));
  }
  const Integer at = *index < 0 ? Integer(*index + size) : *index;
  if (at < 0 || at >= size) {
    throw EvaluationError(text::concat(what, " index out of range"));
  }
  return static_cast<std::size_t>(at);
}

Value item_of(const Text& text, const Value& key) {
  if (is_ascii(text)) {
    return Text(1, text[place(key, text.size(), "string")]);
  }
  const std::size_t at = place(key, count_points(text), "string");
  return Value(points_between(text, at, at + 1));
}

Value item_of(const Dict& dict, const Value& key) {
  const Value* const found = dict.data->find(key);
  if (found == nullptr) throw EvaluationError("KeyError: " + repr(key));
  return *found;
}

}  // namespace

bool has_length(const Value& value) {
  return value.is<Text>() || value.is<Bytes>() || value.is<List>() ||
         value.is<Tuple>() || value.is<Dict>() || value.is<Set>() ||
         value.is<DictView>();
}

std::size_t length(const Value& value) {
  if (const auto* text = value.get<Text>()) return count_points(*text);
  if (const auto* bytes = value.get<Bytes>()) return bytes->data.size();
  if (const auto* list = value.get<List>()) return list->items->size();
  if (const auto* tuple = value.get<Tuple>()) return tuple->items->size();
  if (const auto* dict = value.get<Dict>()) return dict->data->size();
  if (const auto* set = value.get<Set>()) return set->data->size();
  if (const auto* view = value.get<DictView>()) return view->dict.data->size();
  throw EvaluationError(
      text::concat("object of type '", type_name(value), "' has no len()"));
}

std::vector<Value> items_of(const Value& value) {
  if (const auto* list = value.get<List>()) return *list->items;
  if (const auto* tuple = value.get<Tuple>()) return *tuple->items;
  if (const auto* text = value.get<Text>()) return characters(*text);
  if (const auto* dict = value.get<Dict>()) return keys_of(*dict->data);
  if (const auto* set = value.get<Set>()) return keys_of(*set->data);
  if (const auto* view = value.get<DictView>()) return items_of_view(*view);
  if (const auto* bytes = value.get<Bytes>()) {
    std::vector<Value> result;
    for (const char c : bytes->data) {
      result.emplace_back(Integer(static_cast<unsigned char>(c)));
    }
    return result;
  }
  throw EvaluationError(
      text::concat('\'', type_name(value), "' object is not iterable"));
}

bool contains(const Value& container, const Value& item) {
  if (const auto* text = container.get<Text>()) {
    return text_contains(*text, item);
  }
  if (const auto* list = container.get<List>()) {
    return has_equal(*list->items, item);
  }
  if (const auto* tuple = container.get<Tuple>()) {
    return has_equal(*tuple->items, item);
  }
  if (const auto* dict = container.get<Dict>()) {
    return dict->data->find(item) != nullptr;
  }
  if (const auto* set = container.get<Set>()) {
    return set->data->find(item) != nullptr;
  }
  if (const auto* bytes = container.get<Bytes>()) {
    return bytes_contain(*bytes, item);
  }
  if (const auto* view = container.get<DictView>()) {
    return view_contains(*view, item);
  }
  throw EvaluationError(text::concat("argument of type '", type_name(container),
                                     "' is not iterable"));
}

Value subscript(const Value& container, const Value& key) {
  if (key.is<Slice>() && !container.is<Dict>()) {
    return sliced(container, *key.get<Slice>());
  }
  if (const auto* dict = container.get<Dict>()) return item_of(*dict, key);
  if (const auto* list = container.get<List>()) {
    return (*list->items)[place(key, list->items->size(), "list")];
  }
  if (const auto* text = container.get<Text>()) return item_of(*text, key);
  if (const auto* tuple = container.get<Tuple>()) {
    return (*tuple->items)[place(key, tuple->items->size(), "tuple")];
  }
  if (const auto* bytes = container.get<Bytes>()) {
    const std::size_t at = place(key, bytes->data.size(), "bytes");
    return Integer(static_cast<unsigned char>(bytes->data[at]));
  }
  throw EvaluationError(text::concat('\'', type_name(container),
                                     "' object is not subscriptable"));
}

Value to_set(const std::vector<Value>& items) {
  DictData data;
  for (const Value& item : items) data.set(item, None());
  return make_set(std::move(data));
}

void update(DictData& data, const Value& from) {
  if (const auto* dict = from.get<Dict>()) {
    for (const auto& [key, value] : dict->data->items()) data.set(key, value);
    return;
  }
  std::size_t number = 0;
  for (const Value& item : items_of(from)) {
    std::vector<Value> pair;
    try {
      pair = items_of(item);
    } catch (const EvaluationError&) {
      throw EvaluationError(
          text::concat("cannot convert dictionary update sequence element #",
                       number, " to a sequence"));
    }
    if (pair.size() != 2) {
      throw EvaluationError(text::concat("dictionary update sequence element #",
                                         number, " has length ", pair.size(),
                                         "; 2 is required"));
    }
    data.set(pair[0], pair[1]);
    ++number;
  }
}

}  // namespace mapping::expression
