#include "mapping/object_text.hpp"

#include <algorithm>

#include "json/cursor.hpp"
#include "json/document.hpp"

namespace mapping {

namespace {

std::string padded(std::string_view json) {
  std::string text(json);
  text.append(json::kPadding, '\n');
  return text;
}

json::Cursor cursor_of(const std::string& padded_text) {
  return json::Cursor(std::string_view(padded_text.data(),
                                       padded_text.size() - json::kPadding));
}

json::Kind kind_of(std::string_view json) {
  const std::string text = padded(json);
  return cursor_of(text).value().kind;
}

std::string characters(const json::RawValue& string) {
  std::string scratch;
  return std::string(json::unescaped(string, scratch));
}

}  // namespace

ObjectText::ObjectText(std::string_view json) {
  const std::string text = padded(json);
  json::Cursor cursor = cursor_of(text);
  if (!cursor.at_object() || !cursor.enter_object()) return;
  do {
    const std::string name = characters(cursor.key());
    set(name, std::string(json::json_text(cursor.value())));
  } while (cursor.next_member());
}

const std::string* ObjectText::find(std::string_view name) const {
  const auto found =
      std::find_if(members_.begin(), members_.end(),
                   [&](const auto& member) { return member.first == name; });
  return found == members_.end() ? nullptr : &found->second;
}

void ObjectText::set(std::string_view name, std::string json) {
  const auto found =
      std::find_if(members_.begin(), members_.end(),
                   [&](const auto& member) { return member.first == name; });
  if (found == members_.end()) {
    members_.emplace_back(name, std::move(json));
  } else {
    found->second = std::move(json);
  }
}

void ObjectText::erase(std::string_view name) {
  std::erase_if(members_,
                [&](const auto& member) { return member.first == name; });
}

std::string ObjectText::text() const {
  std::string out = "{";
  for (const auto& [name, json] : members_) {
    if (out.size() > 1) out += ',';
    json::append_quoted(out, name);
    out += ':';
    out += json;
  }
  out += '}';
  return out;
}

std::vector<std::string> item_texts(std::string_view json) {
  std::vector<std::string> items;
  if (kind_of(json) != json::Kind::kArray) return items;
  const std::string text = padded(json);
  json::Cursor cursor = cursor_of(text);
  if (!cursor.enter_array()) return items;
  do {
    items.emplace_back(json::json_text(cursor.value()));
  } while (cursor.next_item());
  return items;
}

std::string characters_of(std::string_view json) {
  const std::string text = padded(json);
  const json::RawValue value = cursor_of(text).value();
  return value.kind == json::Kind::kString ? characters(value) : std::string();
}

std::vector<std::string> type_names(const ObjectText& schema) {
  const std::string* const type = schema.find("type");
  if (type == nullptr) return {};
  if (kind_of(*type) == json::Kind::kString) return {characters_of(*type)};
  std::vector<std::string> names;
  for (const std::string& item : item_texts(*type)) {
    names.push_back(characters_of(item));
  }
  return names;
}

}  // namespace mapping
