#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

#include "cache/record.hpp"
#include "cli/stop_token.hpp"
#include "retry/clock.hpp"

namespace cache {

// The cache's folder cannot be used; the message names the file and the reason.
class CacheError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What is kept of one URL: its record and its newest good body, each a file in
// the cache's folder. Other processes that open it wait while this object
// lives.
//
// A record is replaced as a whole, and names the body it belongs to: whenever a
// process dies, what is there fits together.
class Entry {
 public:
  // Opens it, made if need be. `key` tells one URL from another and is kept as
  // a hash alone, `url` is for who reads the files. Waits for other processes
  // that long; throws CacheError, and http::Interrupted when
  // the program is asked to stop.
  Entry(const std::string& folder, std::string_view key, std::string url,
        retry::Clock& clock, std::chrono::milliseconds longest_wait,
        cli::StopToken stop = {});
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;
  ~Entry();

  Record& record() { return record_; }
  const Record& record() const { return record_; }
  // Writes the record so that it outlives a crash of the machine.
  void save() const;

  // Where the record's body is.
  std::string body_path() const { return path_of(record_.tag); }
  // Where a new body is written, until it is known to be good.
  std::string part_path() const { return stem_ + ".part"; }
  // Makes the new body the record's own, by `next`, and saves that.
  void replace_body(Record next);
  // Removes a new body that is not to be kept.
  void drop_part() const;

 private:
  void lock(retry::Clock& clock, std::chrono::milliseconds longest_wait,
            cli::StopToken stop);
  void read_record();
  std::string path_of(std::string_view tag) const;
  std::string record_path() const { return stem_ + ".json"; }
  [[noreturn]] void fail(std::string_view path, std::string_view what) const;

  std::string stem_;  // of its files' paths
  std::string url_;
  int lock_ = -1;
  Record record_;
};

}  // namespace cache
