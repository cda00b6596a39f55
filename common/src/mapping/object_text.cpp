#include "mapping/object_text.hpp"

#include <algorithm>

#include "json/document.hpp"
#include "json/members.hpp"
#include "json/padded_text.hpp"

namespace mapping {

ObjectText::ObjectText(std::string_view json) {
  const json::PaddedText text(json);
  for (const json::Member& member : json::members_of(text.value())) {
    members_.emplace_back(json::characters(member.key),
                          json::json_text(member.value));
  }
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
  const json::PaddedText text(json);
  std::vector<std::string> items;
  for (const json::RawValue& item : json::items_of(text.value())) {
    items.emplace_back(json::json_text(item));
  }
  return items;
}

std::string characters_of(std::string_view json) {
  const json::PaddedText text(json);
  const json::RawValue value = text.value();
  return value.kind == json::Kind::kString ? json::characters(value)
                                           : std::string();
}

std::vector<std::string> type_names(const ObjectText& schema) {
  const std::string* const type = schema.find("type");
  if (type == nullptr) return {};
  if (type->starts_with('"')) return {characters_of(*type)};
  std::vector<std::string> names;
  for (const std::string& item : item_texts(*type)) {
    names.push_back(characters_of(item));
  }
  return names;
}

}  // namespace mapping
