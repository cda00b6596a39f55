#include "documents/columns.hpp"

#include <algorithm>

#include "text/concat.hpp"

namespace documents {

namespace {

bool has_type(const json::Value& property, std::string_view name) {
  const json::Value* const types = json::find(property, "type");
  if (types == nullptr) return false;
  if (!types->IsArray()) return json::string_view(*types) == name;
  return std::any_of(
      types->Begin(), types->End(),
      [&](const json::Value& type) { return json::string_view(type) == name; });
}

ValueType type_of(const json::Value& property) {
  if (has_type(property, "integer")) return ValueType::kInteger;
  if (has_type(property, "number")) return ValueType::kNumber;
  return json::text_member(property, "format") == "date" ? ValueType::kDate
                                                         : ValueType::kText;
}

bool lists(const json::Value* names, std::string_view name) {
  return names != nullptr &&
         std::any_of(names->Begin(), names->End(), [&](const auto& listed) {
           return json::string_view(listed) == name;
         });
}

bool selects(const singer::Selection& selection, std::string_view name) {
  return std::any_of(
      selection.properties.begin(), selection.properties.end(),
      [&](const auto& property) { return property.name == name; });
}

}  // namespace

Columns columns_of(const json::Value& schema,
                   const singer::Selection& selection,
                   const std::vector<std::string>& keys,
                   std::string_view vague_date) {
  Columns columns;
  const auto take_derived = [&](std::string_view name, std::string_view suffix,
                                std::string& taken) {
    if (vague_date.empty() || name != text::concat(vague_date, suffix)) {
      return false;
    }
    if (selects(selection, name)) taken = name;
    return true;
  };
  const json::Value* const required = json::find(schema, "required");
  for (const auto& property : json::find(schema, "properties")->GetObject()) {
    const std::string name(json::string_view(property.name));
    if (take_derived(name, "_instant", columns.instant) ||
        take_derived(name, "_precision", columns.precision) ||
        take_derived(name, "_doubtful", columns.doubtful)) {
      continue;
    }
    columns.declared.insert(name);
    if (!selects(selection, name)) continue;
    const bool is_key = std::find(keys.begin(), keys.end(), name) != keys.end();
    columns.selected.push_back(
        {name,
         name == vague_date ? ValueType::kVagueDate : type_of(property.value),
         is_key, is_key || lists(required, name)});
  }
  return columns;
}

}  // namespace documents
