#include "mapping/options.hpp"

#include <cstdint>

#include "cli/exit_status.hpp"

namespace mapping {

namespace {

// Not there, or null: both are not set.
const json::Value* given(const json::Value& settings, std::string_view name) {
  const json::Value* const value = json::find(settings, name);
  return value == nullptr || value->IsNull() ? nullptr : value;
}

FlatteningOptions read_flattening(const json::Value& settings) {
  FlatteningOptions options;
  const json::Value* const enabled = given(settings, "flattening_enabled");
  if (enabled == nullptr || !enabled->IsTrue()) return options;
  const json::Value* const depth = given(settings, "flattening_max_depth");
  if (depth == nullptr) {
    throw cli::UsageError(
        "'flattening_enabled' needs 'flattening_max_depth': how deep objects "
        "are made columns of, mostly 1");
  }
  options.max_depth = static_cast<int>(depth->GetInt64());
  if (const auto* const separator = given(settings, "flattening_separator")) {
    options.separator = json::string_view(*separator);
  }
  if (const auto* const length = given(settings, "flattening_max_key_length")) {
    options.max_key_length = static_cast<std::size_t>(length->GetInt64());
  }
  return options;
}

}  // namespace

Options read_options(const json::Value& settings) {
  Options options;
  if (const auto* const maps = given(settings, "stream_maps")) {
    options.rules = read_rules(*maps);
  }
  if (const auto* const config = given(settings, "stream_map_config")) {
    options.config = json::to_text(*config);
  }
  options.flattening = read_flattening(settings);
  return options;
}

}  // namespace mapping
