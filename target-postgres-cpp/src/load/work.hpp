#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "row/batch.hpp"

namespace load {

// The rows of one stream.
struct StreamBatch {
  std::string stream;
  row::Batch batch;
};

// An ACTIVATE_VERSION: rows of older versions, or of none, go.
struct Activation {
  std::string stream;
  std::int64_t version = 0;
};

// What is loaded in one transaction: all that was read up to some line. First
// the batches, then the activations.
struct Work {
  std::vector<StreamBatch> batches;
  std::vector<Activation> activations;
  // Then the tables to be overwritten get their new content: it is complete.
  bool replaces_overwritten = false;

  bool is_empty() const {
    return batches.empty() && activations.empty() && !replaces_overwritten;
  }
};

// What became of a stream's batch.
struct StreamReport {
  std::string stream;
  std::uint64_t rows = 0;
  // Rows that a later row of the batch with the same key replaced.
  std::uint64_t superseded = 0;
  // Of those that carry _sdc_deleted_at: they deleted; they would, but without
  // keys found no row; they are like any other, for want of the column.
  std::uint64_t deleted = 0;
  std::uint64_t left_out = 0;
  std::uint64_t unmarked = 0;
  double seconds = 0;
};
using Report = std::vector<StreamReport>;

}  // namespace load
