#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cache {

using Time = std::chrono::system_clock::time_point;

// What this machine knows of the body at one URL, and of the requests for it.
struct Record {
  // When it was asked for last, whatever came of that; nothing: never.
  std::optional<Time> asked;
  // Why that failed; empty: it did not.
  std::string problem;

  // Of the newest good body; an empty one: there is none.
  std::string tag;
  // When the source last said that this is its body.
  std::optional<Time> fetched;
  // Of the answer that it came with.
  std::string etag;
  std::string last_modified;  // as sent
  std::optional<Time> modified;
  std::optional<Time> dated;
  std::string kind;
  bool is_sample = false;

  // Reads to_text()'s text; nothing when it is none.
  static std::optional<Record> parse(std::string_view json_text);
  // `url` is for who reads the file.
  std::string to_text(std::string_view url) const;
};

}  // namespace cache
