#include "cache/record.hpp"

#include <stdexcept>

#include "dates/moment.hpp"
#include "json/document.hpp"
#include "text/concat.hpp"

namespace cache {

namespace {

std::optional<Time> time_member(const json::Value& object,
                                std::string_view name) {
  const auto moment = dates::parse_moment(json::text_member(object, name));
  if (!moment) return std::nullopt;
  return Time(std::chrono::seconds(moment->seconds));
}

std::string text_of(const std::optional<Time>& time) {
  return time ? dates::format_moment(dates::whole_second(*time)) : "";
}

}  // namespace

std::optional<Record> Record::parse(std::string_view json_text) {
  json::Document document;
  try {
    document = json::parse(json_text, "");
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
  if (json::text_member(document, "url").empty()) return std::nullopt;
  Record record;
  record.asked = time_member(document, "asked");
  record.problem = json::text_member(document, "problem");
  record.tag = json::text_member(document, "tag");
  record.fetched = time_member(document, "fetched");
  record.etag = json::text_member(document, "etag");
  record.last_modified = json::text_member(document, "last_modified");
  record.modified = time_member(document, "modified");
  record.dated = time_member(document, "dated");
  record.kind = json::text_member(document, "kind");
  record.is_sample = json::text_member(document, "is_sample") == "yes";
  return record;
}

std::string Record::to_text(std::string_view url) const {
  std::string out = text::concat("{\"url\": ", json::quoted(url));
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += text::concat(",\n \"", name, "\": ", json::quoted(value));
  };
  add("asked", text_of(asked));
  add("problem", problem);
  add("tag", tag);
  add("fetched", text_of(fetched));
  add("etag", etag);
  add("last_modified", last_modified);
  add("modified", text_of(modified));
  add("dated", text_of(dated));
  add("kind", kind);
  add("is_sample", is_sample ? "yes" : "");
  return out + "}\n";
}

}  // namespace cache
