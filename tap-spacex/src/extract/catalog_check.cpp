#include "extract/catalog_check.hpp"

#include <algorithm>

#include "logging/log.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace extract {

namespace {

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

// The types that a schema allows, in one order, and its format.
std::vector<std::string> types_of(const json::Value& schema) {
  std::vector<std::string> types;
  const json::Value* const type = json::find(schema, "type");
  if (type != nullptr && type->IsArray()) {
    for (const json::Value& each : type->GetArray()) {
      types.emplace_back(json::string_view(each));
    }
  } else {
    types.push_back(json::text_member(schema, "type"));
  }
  std::sort(types.begin(), types.end());
  types.push_back(json::text_member(schema, "format"));
  return types;
}

// The paths of what both schemas declare, with different types.
void find_changes(const json::Value& ours, const json::Value& theirs,
                  const std::string& path, std::vector<std::string>& changed) {
  const json::Value* const own = json::find(ours, "properties");
  const json::Value* const given = json::find(theirs, "properties");
  if (own == nullptr || given == nullptr) return;
  for (const auto& property : own->GetObject()) {
    const std::string name(json::string_view(property.name));
    const json::Value* const found = json::find(*given, name);
    if (found == nullptr || !found->IsObject()) continue;
    const std::string property_path = path + name;
    if (types_of(property.value) != types_of(*found)) {
      changed.push_back(text::concat('\'', property_path, '\''));
    }
    find_changes(property.value, *found, property_path + ".", changed);
  }
}

}  // namespace

void warn_of_changes(const singer::CatalogEntry& entry,
                     const std::vector<std::string>& keys,
                     const json::Value& schema) {
  const std::string stream = text::excerpt(entry.stream, 60);
  if (entry.key_properties && sorted(*entry.key_properties) != sorted(keys)) {
    logging::warning(text::concat(
        "stream '", stream, "': the catalog's key properties (",
        text::excerpt(text::joined(*entry.key_properties, ", "), 100),
        ") are ignored: its keys are ", text::joined(keys, ", ")));
  }
  if (entry.schema.empty()) return;
  const json::Document theirs = json::parse(entry.schema, "a catalog's schema");
  std::vector<std::string> changed;
  if (theirs.IsObject()) find_changes(schema, theirs, "", changed);
  if (changed.empty()) return;
  logging::warning(text::concat(
      "stream '", stream, "': the catalog's types of ",
      text::excerpt(text::joined(changed, ", "), 200),
      " are ignored: the tap sends its own schema (a catalog of another "
      "version "
      "of the tap is renewed by --discover, in Meltano by --refresh-catalog)"));
}

}  // namespace extract
