#include "streams/discover.hpp"

#include <deque>
#include <vector>

#include "json/document.hpp"
#include "streams/stream_set.hpp"
#include "text/concat.hpp"

namespace streams {

namespace {

using Allocator = json::Document::AllocatorType;

// Borrows: Meltano discovers before every run, so nothing is copied that lives
// as long as the catalog, as literals and the schemas' own names do.
json::Value text(std::string_view value) {
  return json::Value(rapidjson::StringRef(value.data(), value.size()));
}

void add(json::Value& object, std::string_view name, json::Value value,
         Allocator& allocator) {
  object.AddMember(text(name), value, allocator);
}

json::Value list(const std::vector<std::string>& names, Allocator& allocator) {
  json::Value out(rapidjson::kArrayType);
  for (const std::string& name : names) {
    out.PushBack(json::Value(name.c_str(), allocator), allocator);
  }
  return out;
}

json::Value item(const json::Value& breadcrumb, json::Value metadata,
                 Allocator& allocator) {
  json::Value out(rapidjson::kObjectType);
  add(out, "breadcrumb", json::copy(breadcrumb, allocator), allocator);
  add(out, "metadata", std::move(metadata), allocator);
  return out;
}

bool is_automatic(const StreamDefinition& stream, std::string_view property) {
  for (const std::string& key : key_properties(stream)) {
    if (key == property) return true;
  }
  return stream.is_incremental_by_default && property == stream.replication_key;
}

// Items for the properties of `schema`, which stands at `breadcrumb`, and for
// those of its objects. Items of arrays get none: Meltano would deselect them.
void add_items(const StreamDefinition& stream, const json::Value& schema,
               const json::Value& breadcrumb, json::Value& items,
               Allocator& allocator) {
  const json::Value* const properties = json::find(schema, "properties");
  if (properties == nullptr) return;
  for (const auto& property : properties->GetObject()) {
    json::Value path = json::copy(breadcrumb, allocator);
    path.PushBack(text("properties"), allocator);
    path.PushBack(text(json::string_view(property.name)), allocator);
    const bool automatic =
        breadcrumb.Empty() &&
        is_automatic(stream, json::string_view(property.name));
    json::Value metadata(rapidjson::kObjectType);
    add(metadata, "inclusion", text(automatic ? "automatic" : "available"),
        allocator);
    items.PushBack(item(path, std::move(metadata), allocator), allocator);
    add_items(stream, property.value, path, items, allocator);
  }
}

json::Value stream_metadata(const StreamDefinition& stream,
                            Allocator& allocator) {
  json::Value out(rapidjson::kObjectType);
  add(out, "inclusion", text("available"), allocator);
  const bool is_selected = stream.is_selected_by_default;
  add(out, "selected", json::Value(is_selected), allocator);
  add(out, "selected-by-default", json::Value(is_selected), allocator);
  add(out, "table-key-properties", list(key_properties(stream), allocator),
      allocator);
  if (stream.is_incremental_by_default) {
    add(out, "replication-key", text(stream.replication_key), allocator);
  }
  if (!stream.replication_key.empty()) {
    add(out, "valid-replication-keys",
        list({std::string(stream.replication_key)}, allocator), allocator);
  }
  return out;
}

// `schema` is used up, but must live as long as the entry.
json::Value entry(const StreamDefinition& stream, json::Value& schema,
                  Allocator& allocator) {
  json::Value items(rapidjson::kArrayType);
  const json::Value root(rapidjson::kArrayType);
  add_items(stream, schema, root, items, allocator);
  items.PushBack(item(root, stream_metadata(stream, allocator), allocator),
                 allocator);
  json::Value out(rapidjson::kObjectType);
  add(out, "tap_stream_id", text(stream.name), allocator);
  if (stream.is_incremental_by_default) {
    add(out, "replication_key", text(stream.replication_key), allocator);
  }
  add(out, "replication_method",
      text(stream.is_incremental_by_default ? "INCREMENTAL" : "FULL_TABLE"),
      allocator);
  add(out, "key_properties", list(key_properties(stream), allocator),
      allocator);
  add(out, "schema", std::move(schema), allocator);
  add(out, "stream", text(stream.name), allocator);
  add(out, "metadata", std::move(items), allocator);
  return out;
}

}  // namespace

std::string discover(std::string_view launches_version) {
  json::Document catalog(rapidjson::kObjectType);
  Allocator& allocator = catalog.GetAllocator();
  json::Value entries(rapidjson::kArrayType);
  std::deque<json::Document> schemas;
  for (const StreamDefinition& stream : streams_of(launches_version)) {
    schemas.push_back(json::parse(stream.schema(), stream.name));
    entries.PushBack(entry(stream, schemas.back(), allocator), allocator);
  }
  add(catalog, "streams", std::move(entries), allocator);
  return json::to_pretty_text(catalog) + "\n";
}

}  // namespace streams
