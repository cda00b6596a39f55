#include "singer/catalog.hpp"

#include "cli/errors.hpp"
#include "text/concat.hpp"

namespace singer {

namespace {

[[noreturn]] void fail(std::string_view what, std::string_view problem) {
  throw cli::UsageError(text::concat(
      what, " is not a Singer catalog: ", problem, "; --discover prints one"));
}

// true, false, or as some old tools write them "true", "false".
std::optional<bool> read_flag(const json::Value& metadata,
                              std::string_view name) {
  const json::Value* const flag = json::find(metadata, name);
  if (flag == nullptr) return std::nullopt;
  if (flag->IsBool()) return flag->GetBool();
  if (json::string_view(*flag) == "true") return true;
  if (json::string_view(*flag) == "false") return false;
  return std::nullopt;
}

Metadata read_metadata(const json::Value& value) {
  Metadata metadata;
  const std::string inclusion = json::text_member(value, "inclusion");
  if (inclusion == "automatic") {
    metadata.inclusion = Metadata::Inclusion::kAutomatic;
  } else if (inclusion == "unsupported") {
    metadata.inclusion = Metadata::Inclusion::kUnsupported;
  }
  metadata.selected = read_flag(value, "selected");
  metadata.selected_by_default = read_flag(value, "selected-by-default");
  return metadata;
}

// The stream's own choice in its metadata wins over the entry's keyword, which
// discovery fills in too.
void read_replication(const json::Value& metadata, CatalogEntry& entry) {
  for (const std::string_view name :
       {"forced-replication-method", "replication-method"}) {
    const std::string method = json::text_member(metadata, name);
    if (!method.empty()) entry.replication_method = method;
  }
  const std::string key = json::text_member(metadata, "replication-key");
  if (!key.empty()) entry.replication_key = key;
}

// The stream's metadata wins here too.
void read_keys(const json::Value& value, std::string_view name,
               CatalogEntry& entry) {
  const json::Value* const keys = json::find(value, name);
  if (keys == nullptr || !keys->IsArray()) return;
  entry.key_properties.emplace();
  for (const json::Value& key : keys->GetArray()) {
    entry.key_properties->emplace_back(json::string_view(key));
  }
}

void read_metadata_item(const json::Value& item, std::string_view what,
                        CatalogEntry& entry) {
  const json::Value* const path = json::find(item, "breadcrumb");
  const json::Value* const metadata = json::find(item, "metadata");
  if (path == nullptr || !path->IsArray() || metadata == nullptr ||
      !metadata->IsObject()) {
    fail(what, text::concat("metadata of stream '", entry.stream,
                            "' must have 'breadcrumb' and 'metadata'"));
  }
  Breadcrumb breadcrumb;
  for (const json::Value& step : path->GetArray()) {
    breadcrumb.emplace_back(json::string_view(step));
  }
  if (breadcrumb.empty()) {
    read_replication(*metadata, entry);
    read_keys(*metadata, "table-key-properties", entry);
  }
  entry.metadata[std::move(breadcrumb)] = read_metadata(*metadata);
}

CatalogEntry read_entry(const json::Value& value, std::string_view what) {
  CatalogEntry entry;
  entry.stream = json::text_member(value, "tap_stream_id");
  if (entry.stream.empty()) entry.stream = json::text_member(value, "stream");
  if (entry.stream.empty()) fail(what, "a stream has no 'tap_stream_id'");
  entry.replication_method = json::text_member(value, "replication_method");
  entry.replication_key = json::text_member(value, "replication_key");
  read_keys(value, "key_properties", entry);
  const json::Value* const schema = json::find(value, "schema");
  if (schema != nullptr) entry.schema = json::to_text(*schema);
  const json::Value* const metadata = json::find(value, "metadata");
  if (metadata != nullptr && metadata->IsArray()) {
    for (const json::Value& item : metadata->GetArray()) {
      read_metadata_item(item, what, entry);
    }
  }
  // Written by singer-python's first catalogs, before there was metadata.
  Metadata& stream = entry.metadata[Breadcrumb{}];
  if (!stream.selected) stream.selected = read_flag(value, "selected");
  return entry;
}

}  // namespace

std::map<std::string, CatalogEntry> parse_catalog(const json::Value& catalog,
                                                  std::string_view what) {
  const json::Value* const streams = json::find(catalog, "streams");
  if (streams == nullptr || !streams->IsArray()) {
    fail(what, "it has no array 'streams'");
  }
  std::map<std::string, CatalogEntry> entries;
  for (const json::Value& stream : streams->GetArray()) {
    CatalogEntry entry = read_entry(stream, what);
    std::string name = entry.stream;
    entries.insert_or_assign(std::move(name), std::move(entry));
  }
  return entries;
}

std::map<std::string, CatalogEntry> read_catalog(const std::string& path) {
  try {
    return parse_catalog(json::read_file(path, "catalog file"),
                         text::concat("catalog file '", path, "'"));
  } catch (const cli::UsageError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw cli::UsageError(error.what());
  }
}

}  // namespace singer
