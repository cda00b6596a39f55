#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "dates/moment.hpp"
#include "streams/stream_definition.hpp"

namespace extract {

using dates::format_moment;
using dates::Moment;
using dates::parse_moment;
using dates::whole_second;

enum class Validation { kOff, kWarn, kFail };

// What is done beside reading everything and writing it all.
enum class Mode {
  kSync,
  kTestRecords,     // the SCHEMA and one RECORD of each stream
  kTestSchema,      // SCHEMAs alone
  kTestConnection,  // as kTestRecords, but nothing is written
};

// Where a source is.
struct SourceSettings {
  std::string url;         // fit to be shown
  std::string host;        // empty for file://
  std::string query = {};  // of the URL; never shown
  // A run goes on, and well, when it fails.
  bool is_optional = false;
};

// How streams are read.
struct ReadSettings {
  std::map<std::string_view, SourceSettings> sources;  // by name
  std::string tap_version;
  std::optional<Moment> start_date;  // inclusive
  std::optional<Moment> end_date;    // exclusive
  std::int64_t lookback_days = 0;
  Validation validation = Validation::kOff;
  bool emits_versions = false;
  std::string record_dir;  // empty: no raw copy
  // What stands for stream maps and flattening; empty without them.
  std::string maps;
  bool continues_on_error = false;
  int max_connections = 4;
  Mode mode = Mode::kSync;

  // The settings of a stream's source; empty ones where none are known.
  const SourceSettings& source_of(
      const streams::StreamDefinition& stream) const;
};

}  // namespace extract
