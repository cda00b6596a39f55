#include "extract/read_settings.hpp"

namespace extract {

const SourceSettings& ReadSettings::source_of(
    const streams::StreamDefinition& stream) const {
  static const SourceSettings kNone;
  if (stream.source == nullptr) return kNone;
  const auto found = sources.find(stream.source->name);
  return found == sources.end() ? kNone : found->second;
}

}  // namespace extract
