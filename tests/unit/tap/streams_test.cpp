#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "catch.hpp"
#include "json/document.hpp"
#include "streams/stream_definition.hpp"
#include "streams/stream_set.hpp"

using streams::StreamDefinition;

TEST_CASE("the sources have sixteen streams, the tap one more, in name order") {
  for (const char* version : {"v4", "v5"}) {
    const auto set = streams::streams_of(version);
    CHECK(set.size() == 17);
    CHECK(std::is_sorted(
        set.begin(), set.end(),
        [](const auto& a, const auto& b) { return a.name < b.name; }));
    std::set<std::string_view> names;
    for (const StreamDefinition& stream : set) names.insert(stream.name);
    CHECK(names.size() == 17);
  }
}

TEST_CASE("launches come from the version asked for, with its schema") {
  for (const auto& [version, path, kind] :
       {std::tuple{"v4", "/v4/launches", R"(["string","null"])"},
        std::tuple{"v5", "/v5/launches", R"(["object","null"])"}}) {
    for (const StreamDefinition& stream : streams::streams_of(version)) {
      if (stream.name != "launches") continue;
      CHECK(stream.path == path);
      const auto schema = json::parse(stream.schema(), "schema");
      CHECK(json::to_text(schema["properties"]["crew"]["items"]["type"]) ==
            kind);
    }
  }
}

TEST_CASE(
    "every stream has a schema with its keys and dates, and no schema "
    "is without a stream") {
  std::set<std::string> used;
  for (const char* version : {"v4", "v5"}) {
    for (const StreamDefinition& stream : streams::streams_of(version)) {
      INFO(stream.name);
      used.emplace(stream.schema_name.empty() ? stream.name
                                              : stream.schema_name);
      const auto schema = json::parse(stream.schema(), "schema");
      const auto has = [&](std::string_view name) {
        return json::find(schema["properties"], name) != nullptr;
      };
      for (const std::string& key : streams::key_properties(stream)) {
        CHECK(has(key));
      }
      if (!stream.replication_key.empty()) CHECK(has(stream.replication_key));
      if (!stream.vague_date.empty()) {
        for (const char* suffix : {"", "_instant", "_precision", "_doubtful"}) {
          CHECK(has(std::string(stream.vague_date) + suffix));
        }
      }
      if (!stream.lifted.name.empty()) CHECK(has(stream.lifted.name));
      if (!stream.date_property.empty()) {
        CHECK(has(stream.date_parent.empty() ? stream.date_property
                                             : stream.date_parent));
      }
    }
  }
  for (const auto& file : std::filesystem::directory_iterator(SCHEMA_DIR)) {
    INFO(file.path());
    CHECK(used.count(file.path().stem().string()) == 1);
  }
}

TEST_CASE("every stream but the tap's own names a source, and each is listed") {
  std::set<std::string_view> listed;
  for (const streams::Source* source : streams::all_sources()) {
    CHECK(listed.insert(source->name).second);
    CHECK_FALSE(source->url_setting.empty());
  }
  for (const StreamDefinition& stream : streams::streams_of("v5")) {
    INFO(stream.name);
    CHECK(streams::is_extractions(stream) == (stream.source == nullptr));
    if (stream.source != nullptr) CHECK(listed.count(stream.source->name) == 1);
  }
}

TEST_CASE("an unknown schema is a bug that is named") {
  CHECK_THROWS_AS(streams::embedded_schema("moons"), std::logic_error);
}
