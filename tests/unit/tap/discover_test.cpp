#include "streams/discover.hpp"

#include <map>
#include <regex>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "json/document.hpp"

namespace {

const json::Document& catalog() {
  static const json::Document document =
      json::parse(streams::discover("v5"), "catalog");
  return document;
}

const json::Value& entry(std::string_view name) {
  for (const auto& stream : catalog()["streams"].GetArray()) {
    if (json::string_view(stream["tap_stream_id"]) == name) return stream;
  }
  throw std::runtime_error("no such entry");
}

// Metadata by breadcrumb, both as JSON text.
std::map<std::string, std::string> metadata(std::string_view stream) {
  std::map<std::string, std::string> out;
  for (const auto& item : entry(stream)["metadata"].GetArray()) {
    out[json::to_text(item["breadcrumb"])] = json::to_text(item["metadata"]);
  }
  return out;
}

// Breadcrumbs of the properties of a schema and of its objects.
void collect(const json::Value& schema, const std::string& path,
             std::vector<std::string>& out) {
  const json::Value* const properties = json::find(schema, "properties");
  if (properties == nullptr) return;
  for (const auto& property : properties->GetObject()) {
    const std::string name(json::string_view(property.name));
    CHECK(std::regex_match(name, std::regex("\\w+")));
    const std::string child = path + "\"properties\",\"" + name + '"';
    out.push_back('[' + child + ']');
    collect(property.value, child + ',', out);
  }
}

}  // namespace

TEST_CASE("no line of the catalog is long, and it ends as a file does") {
  const std::string text = streams::discover("v5");
  std::istringstream lines(text);
  std::string line;
  std::size_t longest = 0;
  while (std::getline(lines, line)) longest = std::max(longest, line.size());
  CHECK(longest < 1000);
  CHECK(text.back() == '\n');
}

TEST_CASE("entries have their members in the SDK's order") {
  std::string names;
  for (const auto& member : entry("starlink").GetObject()) {
    names += std::string(json::string_view(member.name)) + ' ';
  }
  CHECK(names ==
        "tap_stream_id replication_key replication_method key_properties "
        "schema stream metadata ");
  CHECK(json::string_view(entry("rockets")["replication_method"]) ==
        "FULL_TABLE");
  CHECK(json::find(entry("rockets"), "replication_key") == nullptr);
}

TEST_CASE("every property has metadata, nested ones too, items of arrays not") {
  for (const auto& stream : catalog()["streams"].GetArray()) {
    const std::string_view name = json::string_view(stream["tap_stream_id"]);
    INFO(name);
    std::vector<std::string> breadcrumbs;
    collect(stream["schema"], "", breadcrumbs);
    const auto items = metadata(name);
    CHECK(items.size() == breadcrumbs.size() + 1);
    for (const std::string& breadcrumb : breadcrumbs) {
      INFO(breadcrumb);
      CHECK(items.count(breadcrumb) == 1);
    }
  }
  CHECK(
      metadata("launches")
          .count(
              R"(["properties","links","properties","patch","properties","small"])") ==
      1);
}

TEST_CASE("keys are automatic, all else available") {
  const auto starlink = metadata("starlink");
  const std::string automatic = R"({"inclusion":"automatic"})";
  CHECK(starlink.at(R"(["properties","id"])") == automatic);
  CHECK(starlink.at(R"(["properties","space_track_creation_date"])") ==
        automatic);
  CHECK(starlink.at(R"(["properties","version"])") ==
        R"({"inclusion":"available"})");
  CHECK(metadata("extractions").at(R"(["properties","run_id"])") == automatic);
}

TEST_CASE("the stream's own metadata names its keys") {
  CHECK(metadata("starlink").at("[]") ==
        R"({"inclusion":"available","selected":true,)"
        R"("selected-by-default":true,"table-key-properties":["id"],)"
        R"("replication-key":"space_track_creation_date",)"
        R"("valid-replication-keys":["space_track_creation_date"]})");
  CHECK(metadata("launches").at("[]") ==
        R"({"inclusion":"available","selected":true,)"
        R"("selected-by-default":true,"table-key-properties":["id"],)"
        R"("valid-replication-keys":["date_utc"]})");
}

TEST_CASE("streams of other sources are there, but not selected by default") {
  for (const auto& [name, keys] :
       {std::pair{"satellite_catalogue", R"(["NORAD_CAT_ID"])"},
        std::pair{"launch_log", R"(["Launch_Tag","JCAT"])"}}) {
    INFO(name);
    CHECK(metadata(name).at("[]") ==
          R"({"inclusion":"available","selected":false,)"
          R"("selected-by-default":false,"table-key-properties":)" +
              std::string(keys) + '}');
    CHECK(json::to_text(entry(name)["key_properties"]) == keys);
  }
}
