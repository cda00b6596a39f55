#pragma once

#include <string>
#include <vector>

#include "json/document.hpp"
#include "singer/catalog.hpp"

namespace extract {

// One WARNING where the catalog's entry has other keys than `keys`, and one
// where it gives properties other types than `schema`: the tap sends what it
// discovers, whatever a catalog says of that.
void warn_of_changes(const singer::CatalogEntry& entry,
                     const std::vector<std::string>& keys,
                     const json::Value& schema);

}  // namespace extract
