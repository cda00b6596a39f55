#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.hpp"

namespace singer {

// The path of a property in a schema, e.g. {"properties", "links"}; empty for
// the stream itself.
using Breadcrumb = std::vector<std::string>;

// What a catalog says of one property or stream.
struct Metadata {
  enum class Inclusion { kAvailable, kAutomatic, kUnsupported };
  Inclusion inclusion = Inclusion::kAvailable;
  std::optional<bool> selected;
  std::optional<bool> selected_by_default;
};

struct CatalogEntry {
  std::string stream;
  std::map<Breadcrumb, Metadata> metadata;
  // What it says of the keys, in metadata or on the entry; nothing: not said.
  std::optional<std::vector<std::string>> key_properties;
  // Its copy of the schema, as JSON text; empty: none.
  std::string schema;
  // As chosen in the stream's metadata, else on the entry; empty: not said.
  std::string replication_method;
  std::string replication_key;
};

// The entries of a catalog file by stream. A file that is no catalog is a
// cli::UsageError that names the file and what is wrong.
std::map<std::string, CatalogEntry> read_catalog(const std::string& path);

// The same from parsed JSON; `what` names it in errors.
std::map<std::string, CatalogEntry> parse_catalog(const json::Value& catalog,
                                                  std::string_view what);

}  // namespace singer
