#pragma once

#include <array>
#include <span>
#include <string_view>

#include "streams/source.hpp"

namespace streams {

// A nested value that is emitted as a property of its own, because a bookmark
// needs it at the top level: a date and time in UTC without a zone, which gets
// its "Z".
struct Lifted {
  std::string_view name;    // of the property
  std::string_view parent;  // the top-level object that holds it
  std::string_view member;
};

// What the body of a stream's answer is.
enum class Format {
  kArray,    // JSON, an array of documents
  kObject,   // JSON, a single document
  kCsv,      // lines under a header, fields between commas (RFC 4180)
  kGcatTsv,  // the same with tabs, padding, "-" for nothing, comments with #
};

// What one stream is: the place of its body, how that is written, its keys, and
// the dates that bookmarks and windows go by. Its schema is
// schemas/<schema>.json. All views are literals.
struct StreamDefinition {
  std::string_view name;
  // Behind the source's root; of a source that is a body, where a raw copy is.
  std::string_view path;
  // Where it is read from; nullptr: nowhere, the tap makes it.
  const Source* source = &kSpacex;
  Format format = Format::kArray;
  // The properties that identify a record; empty ones are none.
  std::array<std::string_view, 2> keys = {"id"};
  // Read also where nothing says what is to be read.
  bool is_selected_by_default = true;
  // Only with this `launches_version`; empty: always.
  std::string_view version = {};
  // Name of the schema's file; empty: the stream's name.
  std::string_view schema_name = {};
  // The property that INCREMENTAL goes by; empty: FULL_TABLE alone.
  std::string_view replication_key = {};
  bool is_incremental_by_default = false;
  Lifted lifted = {};
  // A property that holds a date as GCAT writes it; three more are derived.
  std::string_view vague_date = {};
  // What start_date and end_date bound: a property, or one in `date_parent`.
  std::string_view date_parent = {};
  std::string_view date_property = {};

  std::string_view schema() const;
  bool is_delimited() const {
    return format == Format::kCsv || format == Format::kGcatTsv;
  }
  // lookback_days applies: the key is the date of an event, which may be edited
  // after it. Such a key is read by on demand alone.
  bool has_lookback() const {
    return !replication_key.empty() && !is_incremental_by_default;
  }
};

// The streams of all sources in name order, as the table in streams.cpp has
// them.
std::span<const StreamDefinition> all_streams();

// The stream in which the tap says where its data came from.
const StreamDefinition& extractions_stream();

// The text of schemas/<name>.json; unknown names are a std::logic_error.
std::string_view embedded_schema(std::string_view name);

}  // namespace streams
