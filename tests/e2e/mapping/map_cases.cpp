// Maps cases given on stdin, one JSON object a line, and prints what came of
// each, for comparison with the Singer SDK's own mapper (differential_test.py).
//
//   {"config": {…settings}, "stream": …, "schema": {…}, "key_properties": […],
//    "records": ["{…}", …]}
//   {"streams": [{"stream": …, "schema": {…}, "key_properties": […],
//                 "records": [[index, {…} or {"error": …}], …]}, …]}
//   {"error": …}
#include <iostream>
#include <string>
#include <vector>

#include "json/document.hpp"
#include "mapping/error.hpp"
#include "mapping/mapper.hpp"
#include "mapping/options.hpp"
#include "mapping/record_members.hpp"

namespace {

void append_member(std::string& out, std::string_view name) {
  json::append_quoted(out, name);
  out += ':';
}

// The records that come out of one map, with their places in the input.
void append_records(std::string& out, const mapping::StreamMap& map,
                    const json::Value& records) {
  mapping::RecordMembers members;
  mapping::MappedRecord mapped;
  bool is_first = true;
  for (rapidjson::SizeType i = 0; i < records.Size(); ++i) {
    std::string text(json::string_view(records[i]));
    text.append(json::kPadding, '\n');
    json::Cursor cursor(
        std::string_view(text.data(), text.size() - json::kPadding));
    std::vector<json::Member> raw;
    cursor.object(raw);
    members.read(raw);
    std::string result;
    try {
      if (!map.map(members.members(), mapped)) continue;
      mapped.append_json(result);
    } catch (const mapping::Error& error) {
      result = "{\"error\":" + json::quoted(error.what()) + "}";
    }
    if (!is_first) out += ',';
    is_first = false;
    out += '[' + std::to_string(i) + ',' + result + ']';
  }
}

void append_stream(std::string& out, const mapping::StreamMap& map,
                   const json::Value& records) {
  const mapping::StreamSchema& result = map.result();
  out += '{';
  append_member(out, "stream");
  json::append_quoted(out, result.stream);
  out += ',';
  append_member(out, "schema");
  out += result.schema + ',';
  append_member(out, "key_properties");
  out += '[';
  for (const std::string& key : result.keys) {
    if (&key != &result.keys.front()) out += ',';
    json::append_quoted(out, key);
  }
  out += "],";
  append_member(out, "records");
  out += '[';
  append_records(out, map, records);
  out += "]}";
}

std::string mapped_case(const json::Document& input) {
  mapping::StreamSchema schema;
  schema.stream = json::text_member(input, "stream");
  schema.schema = json::text_member(input, "schema");
  for (const auto& key : json::find(input, "key_properties")->GetArray()) {
    schema.keys.emplace_back(json::string_view(key));
  }
  std::string out;
  try {
    const json::Value& config = *json::find(input, "config");
    const mapping::Options options = mapping::read_options(
        [&](std::string_view name) { return json::find(config, name); });
    mapping::Mapper mapper(options,
                           mapping::expression::Context::of_this_machine());
    out = "{\"streams\":[";
    for (const auto& map : mapper.set_schema(schema)) {
      if (out.back() != '[') out += ',';
      append_stream(out, map, *json::find(input, "records"));
    }
    return out + "]}";
  } catch (const std::exception& error) {
    return "{\"error\":" + json::quoted(error.what()) + "}";
  }
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << mapped_case(json::parse(line, "case")) << '\n' << std::flush;
  }
}
