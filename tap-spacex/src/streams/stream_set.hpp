#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "streams/stream_definition.hpp"

namespace streams {

// All streams of the tap in name order: the sources', with that version of
// launches, and extractions.
std::vector<StreamDefinition> streams_of(std::string_view launches_version);

// The names that identify a record.
std::vector<std::string> key_properties(const StreamDefinition& stream);

bool is_extractions(const StreamDefinition& stream);

}  // namespace streams
