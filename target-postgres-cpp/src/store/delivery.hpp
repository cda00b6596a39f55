#pragma once

#include "prepare/destination.hpp"
#include "row/batch.hpp"

namespace store {

// The rows of one stream and where they go. Owns neither.
struct Delivery {
  const row::Batch* batch = nullptr;
  prepare::Destination* destination = nullptr;
};

}  // namespace store
