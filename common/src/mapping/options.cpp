#include "mapping/options.hpp"

#include <cstdint>
#include <string_view>

#include "cli/errors.hpp"

namespace mapping {

namespace {

FlatteningOptions read_flattening(const Lookup& lookup) {
  FlatteningOptions options;
  const json::Value* const enabled = lookup("flattening_enabled");
  if (enabled == nullptr || !enabled->IsTrue()) return options;
  const json::Value* const depth = lookup("flattening_max_depth");
  if (depth == nullptr) {
    throw cli::UsageError(
        "'flattening_enabled' needs 'flattening_max_depth': how deep objects "
        "are made columns of, mostly 1");
  }
  options.max_depth = static_cast<int>(depth->GetInt64());
  if (const auto* const separator = lookup("flattening_separator")) {
    options.separator = json::string_view(*separator);
  }
  if (const auto* const length = lookup("flattening_max_key_length")) {
    options.max_key_length = static_cast<std::size_t>(length->GetInt64());
  }
  return options;
}

}  // namespace

Options read_options(const Lookup& lookup) {
  Options options;
  if (const auto* const maps = lookup("stream_maps")) {
    options.rules = read_rules(*maps);
  }
  if (const auto* const config = lookup("stream_map_config")) {
    options.config = json::to_text(*config);
  }
  options.flattening = read_flattening(lookup);
  for (const std::string_view name :
       {"stream_maps", "flattening_enabled", "flattening_max_depth",
        "flattening_separator", "flattening_max_key_length"}) {
    const auto* const value = lookup(name);
    options.text += value == nullptr ? "-" : json::to_text(*value);
  }
  return options;
}

Options read_options(const settings::Values& values) {
  return read_options([&](std::string_view name) {
    return values.has(name) ? &values.value(name) : nullptr;
  });
}

}  // namespace mapping
