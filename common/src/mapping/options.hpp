#pragma once

#include <string>

#include "json/document.hpp"
#include "mapping/flat_name.hpp"
#include "mapping/rules.hpp"

namespace mapping {

// What the settings say.
struct Options {
  Rules rules = {};
  // JSON text of the object that expressions call `config`.
  std::string config = "{}";
  FlatteningOptions flattening = {};

  bool changes_nothing() const {
    return rules.is_empty() && !flattening.is_on();
  }
};

// Reads stream_maps, stream_map_config and the flattening settings out of an
// object of settings, whose kinds were checked; faker_config changes nothing.
// Throws cli::UsageError.
Options read_options(const json::Value& settings);

}  // namespace mapping
