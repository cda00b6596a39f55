#include "extract/bookmark.hpp"

#include "json/document.hpp"
#include "text/concat.hpp"

namespace extract {

namespace {

// Appends a member to an object that still lacks its closing brace.
void append(std::string& out, std::string_view name, std::string_view json) {
  if (out.back() != '{') out += ',';
  out += text::concat('"', name, "\":", json);
}

void append_text(std::string& out, std::string_view name,
                 std::string_view text) {
  if (!text.empty()) append(out, name, json::quoted(text));
}

}  // namespace

Bookmark Bookmark::parse(std::string_view json_text) {
  Bookmark bookmark;
  if (json_text.empty()) return bookmark;
  const json::Document document = json::parse(json_text, "a bookmark");
  bookmark.etag = json::text_member(document, "etag");
  bookmark.fingerprint = json::text_member(document, "fingerprint");
  const json::Value* const version = json::find(document, "version");
  if (version != nullptr && version->IsInt64()) {
    bookmark.version = version->GetInt64();
  }
  bookmark.replication_key = json::text_member(document, "replication_key");
  const json::Value* const value =
      json::find(document, "replication_key_value");
  if (value != nullptr && !value->IsNull()) {
    bookmark.replication_key_value =
        value->IsString() ? std::string(json::string_view(*value))
                          : json::to_text(*value);
  }
  const json::Value* const lookback = json::find(document, "lookback_days");
  if (lookback != nullptr && lookback->IsInt64()) {
    bookmark.lookback_days = lookback->GetInt64();
  }
  bookmark.as_of = {json::text_member(document, "as_of"),
                    json::text_member(document, "as_of_basis")};
  for (const std::string_view marker :
       {"progress_markers", "replication_key_signpost",
        "starting_replication_value"}) {
    if (json::find(document, marker) != nullptr) {
      bookmark.has_progress_markers = true;
    }
  }
  const bool says_nothing =
      document.IsNull() || (document.IsObject() && document.ObjectEmpty());
  bookmark.is_understood = says_nothing || bookmark.has_progress_markers ||
                           bookmark.to_text() != Bookmark{}.to_text();
  return bookmark;
}

std::string Bookmark::to_text() const {
  std::string out = "{";
  append_text(out, "replication_key", replication_key);
  append_text(out, "replication_key_value", replication_key_value);
  if (lookback_days != 0) {
    append(out, "lookback_days", std::to_string(lookback_days));
  }
  append_text(out, "etag", etag);
  append_text(out, "fingerprint", fingerprint);
  append_text(out, "as_of", as_of.instant);
  append_text(out, "as_of_basis", as_of.basis);
  if (version) append(out, "version", std::to_string(*version));
  return out + "}";
}

}  // namespace extract
