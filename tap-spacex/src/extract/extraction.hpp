#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/as_of.hpp"
#include "http/client.hpp"
#include "streams/source.hpp"

namespace extract {

// What was read of one stream, or why it was not: a record of the stream
// "extractions". Empty texts and missing numbers are nulls.
struct Extraction {
  std::string run_id;
  std::string stream;
  std::string url;     // without user and password
  std::string source;  // its name
  std::string kind;    // public, facts, synthetic or file
  AsOf as_of;
  std::string outcome;  // read, unchanged, not_due or failed
  std::string problem;  // why it failed
  std::optional<int> http_status;
  std::string etag;
  std::optional<std::int64_t> bytes;  // of the decoded body
  std::optional<std::size_t> documents;
  std::optional<std::size_t> records;
  // When its head arrived, or the kept body was had.
  std::optional<std::chrono::system_clock::time_point> fetched_at;

  // The record's JSON text, all properties of it.
  std::string to_text() const;
};

// public, facts, synthetic or file; `head` is of an answer from `url`, or of
// none.
std::string data_kind(std::string_view url, const http::Head& head);

// read, unchanged or not_due: what a good answer meant.
std::string_view outcome_of(const http::Head& head);

// An identifier that no other run has; in text order of the runs' starts.
std::string make_run_id(std::chrono::system_clock::time_point start);

// "20261125T103911Z", in UTC.
std::string compact_time(std::chrono::system_clock::time_point time);

}  // namespace extract
