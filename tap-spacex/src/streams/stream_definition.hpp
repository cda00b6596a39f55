#pragma once

#include <span>
#include <string_view>

namespace streams {

// A nested value that is emitted as a property of its own, because a bookmark
// needs it at the top level: a date and time in UTC without a zone, which gets
// its "Z".
struct Lifted {
  std::string_view name;    // of the property
  std::string_view parent;  // the top-level object that holds it
  std::string_view member;
};

// What one stream of the API is: its place, and the dates that bookmarks and
// windows go by. Its schema is schemas/<schema>.json. All views are literals.
struct StreamDefinition {
  std::string_view name;
  std::string_view path;  // behind the API's root
  // Only with this `launches_version`; empty: always.
  std::string_view version = {};
  // Name of the schema's file; empty: the stream's name.
  std::string_view schema_name = {};
  // The body is one object, not an array.
  bool is_single = false;
  // The property that INCREMENTAL goes by; empty: FULL_TABLE alone.
  std::string_view replication_key = {};
  bool is_incremental_by_default = false;
  Lifted lifted = {};
  // What start_date and end_date bound: a property, or one in `date_parent`.
  std::string_view date_parent = {};
  std::string_view date_property = {};

  std::string_view schema() const;
  // lookback_days applies: the key is the date of an event, which may be edited
  // after it. Such a key is read by on demand alone.
  bool has_lookback() const {
    return !replication_key.empty() && !is_incremental_by_default;
  }
};

// The streams of the API in name order, as the table in streams.cpp has them.
std::span<const StreamDefinition> all_streams();

// The stream in which the tap says where its data came from: it is not read
// from the API.
const StreamDefinition& extractions_stream();

// The text of schemas/<name>.json; unknown names are a std::logic_error.
std::string_view embedded_schema(std::string_view name);

}  // namespace streams
