#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace extract {

// What was read of one stream: a record of the stream "extractions".
struct Extraction {
  std::string run_id;
  std::string stream;
  std::string url;     // without user and password
  std::string source;  // public, sample, file or other
  int http_status = 0;
  std::string etag;
  std::int64_t bytes = 0;  // of the decoded body
  std::size_t documents = 0;
  std::size_t records = 0;
  std::chrono::system_clock::time_point fetched_at;  // when its head arrived

  // The record's JSON text, all properties of it.
  std::string to_text() const;
};

// public, sample, file or other; `host` is of `url`, `public_host` the host of
// public data.
std::string source_kind(std::string_view url, std::string_view host,
                        std::string_view public_host, bool is_sample);

// An identifier that no other run has; in text order of the runs' starts.
std::string make_run_id(std::chrono::system_clock::time_point start);

// "20261125T103911Z", in UTC.
std::string compact_time(std::chrono::system_clock::time_point time);

}  // namespace extract
