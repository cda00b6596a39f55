#include "raw/members.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "json/members.hpp"

namespace raw {

using json::Kind;
using json::RawValue;

namespace {

// ~1 is '/', ~0 is '~'.
std::string unescaped_token(std::string_view token) {
  std::string name;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool is_escape = token[i] == '~' && i + 1 < token.size() &&
                           (token[i + 1] == '0' || token[i + 1] == '1');
    if (is_escape) {
      name += token[++i] == '1' ? '/' : '~';
    } else {
      name += token[i];
    }
  }
  return name;
}

std::optional<RawValue> step(const RawValue& value, std::string_view token) {
  if (value.kind == Kind::kArray) {
    std::size_t index = 0;
    const char* const end = token.data() + token.size();
    const auto read = std::from_chars(token.data(), end, index);
    const auto items = json::items_of(value);
    if (read.ptr != end || read.ec != std::errc() || index >= items.size()) {
      return std::nullopt;
    }
    return items[index];
  }
  const Members members = members_by_name(value);
  const RawValue* const member = find(members, unescaped_token(token));
  return member == nullptr ? std::nullopt : std::optional(*member);
}

}  // namespace

Members members_by_name(const RawValue& object) {
  Members members;
  if (object.kind != Kind::kObject) return members;
  json::Cursor cursor(object.text);
  if (!cursor.enter_object()) return members;
  do {
    std::string name = string_of(cursor.key());
    members.insert_or_assign(std::move(name), cursor.value());
  } while (cursor.next_member());
  return members;
}

const RawValue* find(const Members& members, std::string_view name) {
  const auto found = members.find(name);
  return found == members.end() ? nullptr : &found->second;
}

const RawValue* find(const Members& members, std::string_view name, Kind kind) {
  const RawValue* const value = find(members, name);
  return value != nullptr && value->kind == kind ? value : nullptr;
}

std::string string_of(const RawValue& value) {
  std::string scratch;
  return std::string(json::unescaped(value, scratch));
}

std::optional<RawValue> follow(const RawValue& root, std::string_view pointer) {
  std::optional<RawValue> value = root;
  while (value && !pointer.empty()) {
    if (pointer.front() != '/') return std::nullopt;
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    value = step(*value, pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return value;
}

}  // namespace raw
