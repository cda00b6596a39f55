#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/document.hpp"
#include "singer/catalog.hpp"

namespace singer {

// A property that is selected, and what of it.
struct SelectedProperty {
  std::string name;
  // All of it, also what the schema does not declare. Else only `children`.
  bool is_whole = true;
  std::vector<SelectedProperty> children;
};

// The properties selected of one stream.
struct Selection {
  bool is_selected = true;
  std::vector<SelectedProperty> properties;
};

// What the catalog's entry selects of a stream. `key_properties` and the
// replication key (may be empty) are always part of it. By the rules of the
// Singer SDK, for each property: parent not selected → not; inclusion
// "unsupported" → not; "automatic" → selected; then `selected`, then
// `selected-by-default`, else as its parent. An object that declares properties
// of which none is selected is left out with a WARNING.
Selection select(std::string_view stream, const json::Value& schema,
                 const CatalogEntry& entry,
                 const std::vector<std::string>& automatic);

// Everything the schema declares.
Selection select_all(const json::Value& schema);

// The schema without what is not selected, as JSON text.
std::string prune_schema(const json::Value& schema, const Selection& selection);

}  // namespace singer
