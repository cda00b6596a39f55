#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/document.hpp"
#include "mapping/mapper.hpp"
#include "mapping/record_members.hpp"

// Maps what stands as JSON text.
namespace mapping_sample {

inline mapping::Options options(std::string_view settings) {
  const json::Document document = json::parse(settings, "settings");
  return mapping::read_options(
      [&](std::string_view name) { return json::find(document, name); });
}

// What the clock and chance give is always the same.
inline mapping::expression::Context context() {
  return {.now = [] { return std::chrono::system_clock::time_point(); },
          .random = [] { return 0.5; }};
}

inline std::string padded(std::string_view text) {
  return std::string(text) + std::string(json::kPadding, '\n');
}

// The record's text behind the map; empty when nothing comes out.
inline std::string mapped(const mapping::StreamMap& map,
                          std::string_view record) {
  const std::string text = padded(record);
  json::Cursor cursor(std::string_view(text.data(), record.size()));
  std::vector<json::Member> raw;
  cursor.object(raw);
  mapping::RecordMembers members;
  members.read(raw);
  mapping::MappedRecord result;
  std::string out;
  if (map.map(members.members(), result)) result.append_json(out);
  return out;
}

// One stream in, through those settings.
class Mapped {
 public:
  Mapped(std::string_view settings, std::string_view schema,
         std::vector<std::string> keys = {}, std::string stream = "users")
      : options_(options(settings)),
        mapper_(options_, context()),
        maps_(mapper_.set_schema(
            {std::move(stream), std::string(schema), std::move(keys)})) {}

  std::size_t count() const { return maps_.size(); }
  const mapping::StreamMap& at(std::size_t i) const { return maps_.at(i); }
  std::string schema(std::size_t i = 0) const { return at(i).result().schema; }
  std::string record(std::string_view text, std::size_t i = 0) const {
    return mapped(at(i), text);
  }

 private:
  mapping::Options options_;
  mapping::Mapper mapper_;
  const std::vector<mapping::StreamMap>& maps_;
};

inline std::string properties(std::string_view members) {
  return R"({"type":"object","properties":{)" + std::string(members) + "}}";
}

}  // namespace mapping_sample
