#pragma once

#include <optional>
#include <string>

#include "extract/moment.hpp"

namespace extract {

enum class Validation { kOff, kWarn, kFail };

// What is done beside reading everything and writing it all.
enum class Mode {
  kSync,
  kTestRecords,     // the SCHEMA and one RECORD of each stream
  kTestSchema,      // SCHEMAs alone
  kTestConnection,  // as kTestRecords, but nothing is written
};

// How streams are read.
struct ReadSettings {
  std::string root_url;
  std::string root_host;
  std::string tap_version;
  std::optional<Moment> start_date;  // inclusive
  std::optional<Moment> end_date;    // exclusive
  std::int64_t lookback_days = 0;
  Validation validation = Validation::kOff;
  bool emits_versions = false;
  std::string record_dir;  // empty: no raw copy
  bool continues_on_error = false;
  int max_connections = 4;
  Mode mode = Mode::kSync;
};

}  // namespace extract
