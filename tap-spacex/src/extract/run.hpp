#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extract/data_kinds.hpp"
#include "extract/extraction.hpp"
#include "extract/raw_folder.hpp"
#include "extract/read_settings.hpp"
#include "extract/source_health.hpp"
#include "extract/stream_plan.hpp"
#include "extract/stream_reader.hpp"
#include "http/client.hpp"
#include "http/retries.hpp"
#include "logging/progress.hpp"
#include "retry/clock.hpp"
#include "singer/message_writer.hpp"
#include "singer/state.hpp"

namespace extract {

// The client of each source, by the source's name.
using Clients = std::map<std::string_view, http::Client*>;

// One run: reads the planned streams in their order and writes their messages.
class Run {
 public:
  // All that is passed by reference must outlive the run.
  Run(std::vector<StreamPlan> plans, singer::State state,
      const ReadSettings& settings, const Clients& clients,
      const http::Retries& retries, retry::Clock& clock,
      singer::MessageWriter& writer);

  // Returns how many streams failed, which is 0 unless continues_on_error;
  // those of optional sources do not count, but 1 is returned when no source
  // answered. Throws the first failure otherwise, and always MixedKinds and
  // http::Interrupted; what was written before ends at a line's end, with the
  // newest STATE as its last.
  int run();

 private:
  int read_all();
  void log_failures(int count) const;
  void read(const StreamPlan& plan);
  ReadResult read_with_retries(const StreamPlan& plan);
  void show_progress(const StreamPlan& plan, std::int64_t records,
                     std::int64_t bytes);
  std::unique_ptr<http::Transfer> take_transfer();
  void start_ahead();
  http::Client& client_of(const StreamPlan& plan) const;
  void write_schema(const StreamPlan& plan);
  std::optional<std::int64_t> next_version(const StreamPlan& plan) const;
  void complete(const StreamPlan& plan, const ReadResult& result);
  void keep(const StreamPlan& plan, std::string bookmark);
  bool go_on_after(const StreamPlan& plan, const std::runtime_error& error);
  void skip(const StreamPlan& plan, const std::string& why);
  Extraction begin_extraction(const StreamPlan& plan,
                              const http::Head& head) const;
  void write_extraction(const StreamPlan& plan, const ReadResult& result);
  void write_failure(const StreamPlan& plan, const std::runtime_error& error);
  void write(const Extraction& extraction,
             std::chrono::system_clock::time_point time);
  void write_state();

  std::vector<StreamPlan> plans_;
  singer::State state_;
  const ReadSettings& settings_;
  const Clients& clients_;
  const http::Retries& retries_;
  retry::Clock& clock_;
  singer::MessageWriter& writer_;

  std::chrono::system_clock::time_point start_;
  RawFolder raw_folder_;
  std::string run_id_;
  logging::Progress progress_;
  std::uint64_t records_ = 0;  // of all streams
  std::uint64_t bytes_ = 0;
  SourceHealth health_;
  DataKinds kinds_;
  const StreamPlan* extractions_ = nullptr;  // when that stream is selected
  // Requests under way for streams whose turn has not come, in their order.
  std::deque<std::unique_ptr<http::Transfer>> ahead_;
  std::vector<const StreamPlan*> queue_;  // the plans that read from the API
  std::string first_failure_;             // of those that count
  std::size_t started_ = 0;               // of queue_
};

}  // namespace extract
