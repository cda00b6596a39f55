#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/bookmark.hpp"
#include "extract/read_settings.hpp"
#include "extract/starting_point.hpp"
#include "http/client.hpp"
#include "singer/catalog.hpp"
#include "singer/selection.hpp"
#include "singer/state.hpp"
#include "streams/stream_definition.hpp"

namespace extract {

// What is to be read of one stream, decided before anything is.
struct StreamPlan {
  streams::StreamDefinition stream;
  json::Document schema;        // all of it
  singer::Selection selection;  // of its properties
  std::string selected_schema;  // JSON text, for the SCHEMA message
  bool is_incremental = false;
  // The bookmark to go on from; empty members where it does not apply.
  Bookmark bookmark;
  StartingPoint start;  // when it is incremental
  std::string fingerprint;
  // There is a start_date or end_date. Also a stream that has no dates is then
  // read without ETag and version: a bounded run deletes nothing.
  bool is_bounded = false;
  // Days before the bookmark that are read again.
  std::int64_t lookback_days = 0;

  // Whether each document of the answer is emitted: then, and only then, what
  // is not among them is gone.
  bool emits_everything() const {
    return !is_bounded && (!is_incremental || !start.since);
  }

  // The request for it: conditional when the bookmark has an ETag.
  http::Request request(Mode mode) const;
};

// The catalog's entries by stream, when there is a catalog.
using Catalog = std::optional<std::map<std::string, singer::CatalogEntry>>;

// The plans of the selected streams, in the order given. Says on the log what
// is odd about catalog and bookmarks; a replication method or key that a stream
// does not have is a cli::UsageError.
std::vector<StreamPlan> make_plans(
    const std::vector<streams::StreamDefinition>& streams,
    const Catalog& catalog, const singer::State& state,
    const ReadSettings& settings);

}  // namespace extract
