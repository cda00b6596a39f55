#include "streams/stream_set.hpp"

#include <algorithm>

namespace streams {

std::vector<StreamDefinition> streams_of(std::string_view launches_version) {
  std::vector<StreamDefinition> out{extractions_stream()};
  for (const StreamDefinition& stream : all_streams()) {
    if (stream.version.empty() || stream.version == launches_version) {
      out.push_back(stream);
    }
  }
  std::sort(out.begin(), out.end(),
            [](const StreamDefinition& a, const StreamDefinition& b) {
              return a.name < b.name;
            });
  return out;
}

std::vector<std::string> key_properties(const StreamDefinition& stream) {
  std::vector<std::string> out;
  for (const std::string_view key : stream.keys) {
    if (!key.empty()) out.emplace_back(key);
  }
  return out;
}

bool is_extractions(const StreamDefinition& stream) {
  return stream.name == extractions_stream().name;
}

}  // namespace streams
