#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/as_of.hpp"

namespace extract {

// A stream's place in the state. Members that are empty are not written.
struct Bookmark {
  // Of the newest answer that was read to its end.
  std::string etag;
  // Of what produced the bookmark, see fingerprint.hpp.
  std::string fingerprint;
  // Of the newest complete FULL_TABLE read, when versions are emitted.
  std::optional<std::int64_t> version;
  // The SDK's names, for INCREMENTAL. A value that is no text is its JSON.
  std::string replication_key;
  std::string replication_key_value;
  // How far the newest answer's reading looked back behind the value.
  std::int64_t lookback_days = 0;
  // As of when the newest answer's body holds, and what said so.
  AsOf as_of;
  // Left behind by an interrupted run of an SDK tap; never written.
  bool has_progress_markers = false;
  // False: there was something, and none of it is ours.
  bool is_understood = true;

  // Reads JSON text; members of another kind than ours count as absent.
  static Bookmark parse(std::string_view json_text);
  std::string to_text() const;
};

}  // namespace extract
