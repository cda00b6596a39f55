#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/document.hpp"

namespace mapping {

// What the setting stream_maps says, before any stream is known.

struct PropertyRule {
  std::string name;
  // Nothing: the property is removed.
  std::optional<std::string> expression = {};
};

// The map of one key of stream_maps.
struct StreamRule {
  std::string key;  // a stream's name, or a pattern of names
  bool drops = false;
  // Of what streams the stream `key` is made (__source__).
  std::optional<std::string> source = {};
  std::optional<std::string> alias = {};
  std::optional<std::string> filter = {};
  // What no rule names stays; else keys alone (__else__).
  bool keeps_others = true;
  // Instead of the stream's own (__key_properties__).
  std::optional<std::vector<std::string>> keys = {};
  std::vector<PropertyRule> properties = {};
};

struct Rules {
  // Streams that no key names are dropped (__else__).
  bool drops_others = false;
  std::vector<StreamRule> streams;

  bool is_empty() const { return !drops_others && streams.empty(); }
};

// Reads the setting's value. Throws cli::UsageError, one line that names the
// key and what is wrong there.
Rules read_rules(const json::Value& stream_maps);

}  // namespace mapping
