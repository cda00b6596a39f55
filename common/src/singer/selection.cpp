#include "singer/selection.hpp"

#include <algorithm>

#include "logging/log.hpp"
#include "text/concat.hpp"

namespace singer {

namespace {

// The properties that a schema declares, or nullptr when it declares none.
const json::Value* declared(const json::Value& schema) {
  const json::Value* const properties = json::find(schema, "properties");
  const bool has_some = properties != nullptr && properties->IsObject() &&
                        !properties->ObjectEmpty();
  return has_some ? properties : nullptr;
}

class Selector {
 public:
  Selector(std::string_view stream, const CatalogEntry& entry)
      : stream_(stream), entry_(entry) {}

  // Whether the property is selected, its parent being so.
  bool is_selected(const Breadcrumb& path, bool is_automatic,
                   bool parent = true) const {
    const auto found = entry_.metadata.find(path);
    const Metadata metadata =
        found == entry_.metadata.end() ? Metadata{} : found->second;
    if (is_automatic) return true;
    if (metadata.inclusion == Metadata::Inclusion::kUnsupported) {
      if (metadata.selected.value_or(false)) {
        logging::warning(text::concat("'", dotted(path),
                                      "' is selected but unsupported: left "
                                      "out"));
      }
      return false;
    }
    if (metadata.inclusion == Metadata::Inclusion::kAutomatic) return true;
    if (metadata.selected) return *metadata.selected;
    return metadata.selected_by_default.value_or(parent);
  }

  // The selected ones of `properties`, which stand at `path`.
  std::vector<SelectedProperty> select(
      const json::Value& properties, const Breadcrumb& path,
      const std::vector<std::string>& automatic) const {
    std::vector<SelectedProperty> selected;
    for (const auto& member : properties.GetObject()) {
      const std::string name(json::string_view(member.name));
      Breadcrumb child_path = path;
      child_path.emplace_back("properties");
      child_path.push_back(name);
      const bool is_automatic = std::find(automatic.begin(), automatic.end(),
                                          name) != automatic.end();
      if (!is_selected(child_path, is_automatic)) continue;
      SelectedProperty property{name, true, {}};
      if (add_children(member.value, child_path, property)) {
        selected.push_back(std::move(property));
      }
    }
    return selected;
  }

 private:
  // Fills in what is selected inside of the property; false when that is
  // nothing although there is something to select.
  bool add_children(const json::Value& schema, const Breadcrumb& path,
                    SelectedProperty& property) const {
    const json::Value* const properties = declared(schema);
    if (properties == nullptr) return true;
    property.children = select(*properties, path, {});
    if (property.children.empty()) {
      logging::warning(
          text::concat("'", dotted(path),
                       "' is selected without any of its properties, "
                       "so it is left out; select '",
                       dotted(path), ".*' to have it"));
      return false;
    }
    const bool has_all =
        property.children.size() == properties->MemberCount() &&
        std::all_of(property.children.begin(), property.children.end(),
                    [](const SelectedProperty& p) { return p.is_whole; });
    property.is_whole = has_all;
    if (has_all) property.children.clear();
    return true;
  }

  // stream.a.b, as one writes it in Meltano's select patterns.
  std::string dotted(const Breadcrumb& path) const {
    std::string out(stream_);
    for (std::size_t i = 1; i < path.size(); i += 2) {
      out += text::concat('.', path[i]);
    }
    return out;
  }

  std::string_view stream_;
  const CatalogEntry& entry_;
};

json::Value pruned(const json::Value& schema,
                   const std::vector<SelectedProperty>& selected,
                   json::Document::AllocatorType& allocator);

json::Value pruned_properties(const json::Value& properties,
                              const std::vector<SelectedProperty>& selected,
                              json::Document::AllocatorType& allocator) {
  json::Value out(rapidjson::kObjectType);
  for (const SelectedProperty& property : selected) {
    const json::Value* const schema = json::find(properties, property.name);
    if (schema == nullptr) continue;
    json::Value name(property.name.c_str(), allocator);
    out.AddMember(name,
                  property.is_whole
                      ? json::copy(*schema, allocator)
                      : pruned(*schema, property.children, allocator),
                  allocator);
  }
  return out;
}

json::Value pruned_required(const json::Value& required,
                            const std::vector<SelectedProperty>& selected,
                            json::Document::AllocatorType& allocator) {
  json::Value out(rapidjson::kArrayType);
  for (const json::Value& name : required.GetArray()) {
    const bool stays = std::any_of(selected.begin(), selected.end(),
                                   [&](const SelectedProperty& p) {
                                     return p.name == json::string_view(name);
                                   });
    if (stays) out.PushBack(json::copy(name, allocator), allocator);
  }
  return out;
}

json::Value pruned(const json::Value& schema,
                   const std::vector<SelectedProperty>& selected,
                   json::Document::AllocatorType& allocator) {
  json::Value out(rapidjson::kObjectType);
  for (const auto& member : schema.GetObject()) {
    const std::string_view key = json::string_view(member.name);
    json::Value value;
    if (key == "properties") {
      value = pruned_properties(member.value, selected, allocator);
    } else if (key == "required" && member.value.IsArray()) {
      value = pruned_required(member.value, selected, allocator);
    } else {
      value = json::copy(member.value, allocator);
    }
    out.AddMember(json::copy(member.name, allocator), value, allocator);
  }
  return out;
}

}  // namespace

Selection select(std::string_view stream, const json::Value& schema,
                 const CatalogEntry& entry,
                 const std::vector<std::string>& automatic) {
  const Selector selector(stream, entry);
  Selection selection;
  selection.is_selected = selector.is_selected({}, false);
  const json::Value* const properties = declared(schema);
  if (selection.is_selected && properties != nullptr) {
    selection.properties = selector.select(*properties, {}, automatic);
  }
  return selection;
}

Selection select_all(const json::Value& schema) {
  return select("", schema, CatalogEntry{}, {});
}

std::string prune_schema(const json::Value& schema,
                         const Selection& selection) {
  json::Document out;
  const json::Value root =
      pruned(schema, selection.properties, out.GetAllocator());
  return json::to_text(root);
}

}  // namespace singer
