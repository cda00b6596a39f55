#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "load/work.hpp"
#include "logging/progress.hpp"
#include "singer/message.hpp"

namespace intake {

// Counts what was read and what became of it, and tells in the SDK's metrics
// and in the closing lines.
class Tally {
 public:
  explicit Tally(std::chrono::steady_clock::time_point start)
      : start_(start), progress_(start) {}

  // A message of the input, whatever maps make of it.
  void count(const singer::SchemaMessage&) { ++schemas_; }
  void count(const singer::RecordMessage&) { ++records_; }
  void count(const singer::StateMessage&) { ++states_; }
  void count(const singer::ActivateVersionMessage&) { ++activate_versions_; }
  // `stream` gets a line of its own even if no record follows.
  std::uint64_t& records_of(const std::string& stream) {
    under_way_ = stream;
    return streams_[stream].read;
  }
  // The line of that number has been handled.
  void count_line(std::uint64_t number, std::size_t bytes) {
    lines_ = number;
    bytes_ += bytes;
  }
  // Adds what was committed, and logs how long it took.
  void add(const load::Report& report);

  // The metrics of records once a minute, as the SDK; on a terminal, where
  // somebody watches, also a line that moves.
  void log_progress(std::chrono::steady_clock::time_point now);
  // The SDK's closing line and one per stream; metrics of records.
  void log_summary(std::chrono::steady_clock::time_point end) const;
  // Of records that carry _sdc_deleted_at and deleted or marked nothing: one
  // WARNING per stream. However the run ends.
  void warn_of_deletions() const;

 private:
  struct Stream {
    std::uint64_t read = 0;
    std::uint64_t loaded = 0;
    std::uint64_t superseded = 0;
    std::uint64_t deleted = 0;
    std::uint64_t left_out = 0;
    std::uint64_t unmarked = 0;
  };

  void log_record_counts() const;

  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_counts_ = start_;
  logging::Progress progress_;
  std::string under_way_;  // the stream of the last SCHEMA
  std::uint64_t lines_ = 0;
  std::uint64_t bytes_ = 0;
  std::uint64_t schemas_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t states_ = 0;
  std::uint64_t activate_versions_ = 0;
  std::map<std::string, Stream> streams_;
};

}  // namespace intake
