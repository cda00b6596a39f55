#pragma once

#include "intake/batch_limits.hpp"
#include "mapping/options.hpp"
#include "row/row_encoder.hpp"
#include "table/table.hpp"

namespace intake {

enum class LoadMethod { kAppendOnly, kUpsert, kOverwrite };

// What the settings mean for what is read.
struct Options {
  // Stream maps and flattening, before all else.
  mapping::Options maps;
  table::TableOptions table;
  row::EncoderOptions encoder;
  LoadMethod load_method = LoadMethod::kAppendOnly;
  // append-only is meant literally.
  bool strict_load_method = false;
  bool heeds_activate_version = true;
  BatchLimits::Bounds limits;

  bool overwrites() const { return load_method == LoadMethod::kOverwrite; }
};

}  // namespace intake
