#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "load/options.hpp"
#include "mapping/options.hpp"
#include "row/row_encoder.hpp"
#include "settings/values.hpp"
#include "table/table.hpp"

// What the configuration means.
struct Settings {
  enum class LoadMethod { kAppendOnly, kUpsert, kOverwrite };

  // Stream maps and flattening, before all else.
  mapping::Options maps;
  load::Options load;
  table::TableOptions table;
  row::EncoderOptions encoder;
  LoadMethod load_method = LoadMethod::kAppendOnly;
  // append-only is meant literally.
  bool strict_load_method = false;
  bool heeds_activate_version = true;
  // When waiting rows are loaded; rows: of one stream, bytes: of all.
  std::optional<std::uint64_t> batch_size_rows;
  std::uint64_t batch_size_bytes = 0;
  std::chrono::seconds batch_wait_limit{};
  std::size_t max_line_bytes = 0;
};

// Throws cli::UsageError for settings that contradict each other.
Settings interpret(const settings::Values& values);
