#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "prepare/destination.hpp"
#include "prepare/session.hpp"
#include "row/batch.hpp"

namespace store {

// Some or all rows of a batch.
struct Rows {
  std::string_view bytes;
  std::uint64_t count = 0;
  table::KeyOrder order = table::KeyOrder::kUnknown;
  // Of them at most this many say that their row is to be deleted.
  std::size_t deleted = 0;
};

// What became of them; the others were superseded by later ones of their key.
struct Written {
  std::uint64_t loaded = 0;
  // Rows that said so were deleted, with those of their keys.
  std::uint64_t deleted = 0;
  // They say so too, but without keys there is no row to find. None of their
  // own is made: it would look like any other.
  std::uint64_t left_out = 0;
};

// Writes rows into the destination's table, inside the session's open
// transaction: straight in where nothing can conflict, else through the staging
// table, where the last row of a key wins. Throws PostgresError.
Written write_rows(prepare::Session& session, prepare::Destination& destination,
                   const Rows& rows);

}  // namespace store
