#include "extract/run.hpp"

#include <algorithm>

#include "cli/standard_output.hpp"
#include "documents/projection.hpp"
#include "extract/counter_metric.hpp"
#include "extract/timer_metric.hpp"
#include "http/http_error.hpp"
#include "json/padded_text.hpp"
#include "logging/log.hpp"
#include "streams/stream_set.hpp"
#include "text/concat.hpp"

namespace extract {

namespace {

std::int64_t milliseconds(std::chrono::system_clock::time_point time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             time.time_since_epoch())
      .count();
}

void log_start(const StreamPlan& plan) {
  if (!plan.is_incremental) return;
  const StartingPoint& start = plan.start;
  logging::info(
      text::concat("stream '", plan.stream.name, "': starting from ",
                   start.since ? format_moment(*start.since) : "the beginning",
                   " because ", start.why));
}

}  // namespace

Run::Run(std::vector<StreamPlan> plans, singer::State state,
         const ReadSettings& settings, const Clients& clients,
         const http::Retries& retries, retry::Clock& clock,
         singer::MessageWriter& writer)
    : plans_(std::move(plans)),
      state_(std::move(state)),
      settings_(settings),
      clients_(clients),
      retries_(retries),
      clock_(clock),
      writer_(writer),
      start_(clock.now()),
      raw_folder_(settings.record_dir, compact_time(start_)),
      run_id_(make_run_id(start_)),
      progress_(clock.steady_now()),
      health_(settings) {
  for (const StreamPlan& plan : plans_) {
    if (streams::is_extractions(plan.stream)) {
      extractions_ = &plan;
    } else {
      queue_.push_back(&plan);
    }
  }
}

int Run::run() {
  for (const StreamPlan& plan : plans_) {
    const std::string_view bookmark = state_.bookmark(plan.stream.name);
    Bookmark parsed = Bookmark::parse(bookmark);
    if (parsed.has_progress_markers) {
      state_.set_bookmark(plan.stream.name, parsed.to_text());
    }
  }
  if (!state_.is_empty()) write_state();
  try {
    if (extractions_ != nullptr) write_schema(*extractions_);
    const int failures = read_all();
    write_state();
    if (failures > 0) log_failures(failures);
    return failures;
  } catch (const cli::OutputError&) {
    throw;
  } catch (...) {
    // The newest state has been written: at the start or by the last stream.
    writer_.flush();
    throw;
  }
}

// The last line says why the run failed, whatever was logged after the error.
void Run::log_failures(int count) const {
  if (first_failure_.empty()) {
    logging::critical(
        "no source answered: each may fail by optional_sources, but not all");
    return;
  }
  logging::critical(
      text::concat(count, " of ", queue_.size(), " streams failed",
                   count == 1 ? ": " : "; the first one: ", first_failure_));
}

int Run::read_all() {
  int failures = 0;
  for (const StreamPlan* const plan : queue_) {
    if (const std::string why = health_.why_not(*plan); !why.empty()) {
      skip(*plan, why);
      continue;
    }
    try {
      read(*plan);
      health_.note_answer(*plan);
    } catch (const http::Interrupted&) {
      throw;
    } catch (const cli::OutputError&) {
      throw;
    } catch (const MixedKinds&) {
      throw;
    } catch (const std::runtime_error& error) {
      if (!go_on_after(*plan, error)) ++failures;
    }
  }
  const bool answered = queue_.empty() || health_.has_any_answered();
  return failures == 0 && !answered ? 1 : failures;
}

// After a stream has failed: false when the run has failed with it. Throws the
// error on when the run does not go on.
bool Run::go_on_after(const StreamPlan& plan, const std::runtime_error& error) {
  const bool is_optional = health_.is_optional(plan);
  if (!is_optional && !settings_.continues_on_error) throw;
  health_.note_failure(plan, error);
  if (is_optional) {
    logging::warning(text::concat(
        error.what(), "; going on without it (optional_sources)",
        health_.why_not(plan).empty() ? ""
                                      : ", and without all else from there"));
  } else {
    if (first_failure_.empty()) first_failure_ = error.what();
    logging::error(text::concat(error.what(),
                                "; going on with the other streams "
                                "(continue_on_stream_error)"));
  }
  write_failure(plan, error);
  return is_optional;
}

// A stream of a source that is not there: its table is as it was.
void Run::skip(const StreamPlan& plan, const std::string& why) {
  take_transfer();
  write_schema(plan);
  logging::info(why);
  write_failure(plan, std::runtime_error(why));
}

void Run::read(const StreamPlan& plan) {
  logging::info(text::concat("Beginning sync of '", plan.stream.name, "' in ",
                             plan.is_incremental ? "incremental" : "full_table",
                             " mode"));
  write_schema(plan);
  if (settings_.mode == Mode::kTestSchema) return;
  const TimerMetric timer(
      "sync_duration",
      text::concat(R"("stream":")", plan.stream.name, R"(","context":{})"),
      clock_);
  complete(plan, read_with_retries(plan));
}

ReadResult Run::read_with_retries(const StreamPlan& plan) {
  CounterMetric records(
      "record_count",
      text::concat(R"({"stream":")", plan.stream.name, R"(","context":{}})"),
      clock_);
  ReadContext context{settings_,
                      client_of(plan).url(plan.request(settings_.mode)),
                      raw_folder_,
                      next_version(plan),
                      [this] { return clock_.now(); },
                      [&](std::int64_t count, std::int64_t bytes) {
                        records.add(count);
                        show_progress(plan, count, bytes);
                      }};
  std::optional<ReadResult> result;
  int requests = 0;
  bool is_start_told = false;
  std::unique_ptr<http::Transfer> transfer = take_transfer();
  retries_.run([&] {
    if (++requests > 1) {
      transfer.reset();  // its connection is free before the next is asked for
      transfer = client_of(plan).start(plan.request(settings_.mode));
      // What the attempt before has sent must not count as this one's.
      if (context.version) ++*context.version;
    }
    logging::debug(text::concat("GET ", context.url));
    TimerMetric timer("http_request_duration",
                      text::concat(R"("stream":")", plan.stream.name,
                                   R"(","endpoint":")", plan.stream.path, '"'),
                      clock_);
    const http::Head& head = transfer->head();
    if (head.status == 200 || !head.kind.empty()) {
      kinds_.note(plan.stream.name, data_kind(context.url, head));
    }
    // Once, and not before a 304, after which nothing starts.
    if (!is_start_told && head.status == 200) {
      log_start(plan);
      is_start_told = true;
    }
    result = read_stream(plan, context, *transfer, writer_);
    timer.add_tag("http_status_code", std::to_string(result->head.status));
  });
  logging::metric({"counter", "http_request_count", std::to_string(requests),
                   text::concat(R"({"stream":")", plan.stream.name,
                                R"(","endpoint":")", plan.stream.path, "\"}")});
  return *result;
}

void Run::show_progress(const StreamPlan& plan, std::int64_t records,
                        std::int64_t bytes) {
  records_ += static_cast<std::uint64_t>(records);
  bytes_ += static_cast<std::uint64_t>(bytes);
  progress_.show(plan.stream.name, records_, bytes_, clock_.steady_now());
}

// The transfer of the stream whose turn it is; those behind it are started so
// that max_connections are under way.
std::unique_ptr<http::Transfer> Run::take_transfer() {
  start_ahead();
  std::unique_ptr<http::Transfer> transfer = std::move(ahead_.front());
  ahead_.pop_front();
  return transfer;
}

void Run::start_ahead() {
  const auto limit = static_cast<std::size_t>(settings_.max_connections);
  while (started_ < queue_.size() && ahead_.size() < limit) {
    const StreamPlan& plan = *queue_[started_++];
    ahead_.push_back(health_.why_not(plan).empty()
                         ? client_of(plan).start(plan.request(settings_.mode))
                         : nullptr);
  }
}

http::Client& Run::client_of(const StreamPlan& plan) const {
  return *clients_.at(plan.stream.source->name);
}

void Run::write_schema(const StreamPlan& plan) {
  if (settings_.mode == Mode::kTestConnection) return;
  std::vector<std::string> bookmark_properties;
  if (plan.is_incremental) {
    bookmark_properties.emplace_back(plan.stream.replication_key);
  }
  writer_.write_schema(plan.stream.name, plan.selected_schema,
                       streams::key_properties(plan.stream),
                       bookmark_properties);
}

// Of a read that emits every document; greater than any before it.
std::optional<std::int64_t> Run::next_version(const StreamPlan& plan) const {
  if (!settings_.emits_versions || !plan.emits_everything() ||
      settings_.mode != Mode::kSync) {
    return std::nullopt;
  }
  return std::max(milliseconds(start_), plan.bookmark.version.value_or(0) + 1);
}

// The body has ended as it should: now it counts.
void Run::complete(const StreamPlan& plan, const ReadResult& result) {
  write_extraction(plan, result);
  if (settings_.mode != Mode::kSync) {
    writer_.flush();
    return;
  }
  Bookmark bookmark = plan.bookmark;
  bookmark.fingerprint = plan.fingerprint;
  bookmark.lookback_days = plan.lookback_days;
  if (result.head.status == 304) {
    logging::info(text::concat("stream '", plan.stream.name,
                               "' has not changed since the last run"));
  } else {
    const bool is_empty = result.documents == 0;
    bookmark.etag = plan.is_bounded || is_empty ? "" : result.head.etag;
    bookmark.as_of = bookmark.etag.empty() ? AsOf{} : result.as_of;
    if (is_empty) {
      logging::warning(text::concat(
          "stream '", plan.stream.name, "': ", plan.stream.source->title,
          " answered with no "
          "documents at all; rows loaded before are left as they are"));
    } else if (result.version) {
      writer_.write_activate_version(plan.stream.name, *result.version);
      bookmark.version = result.version;
    } else if (!bookmark.etag.empty() && !plan.is_incremental) {
      // A 304 to this ETag would hide from a later version what is gone now.
      bookmark.version.reset();
    }
  }
  if (plan.is_incremental && !result.bookmark_value.empty()) {
    bookmark.replication_key = plan.stream.replication_key;
    bookmark.replication_key_value = result.bookmark_value;
  }
  keep(plan, bookmark.to_text());
  write_state();
}

// A bookmark that says the same stays byte for byte what it was, so that a run
// in which nothing has changed repeats no state.
void Run::keep(const StreamPlan& plan, std::string bookmark) {
  const std::string_view old = state_.bookmark(plan.stream.name);
  if (!old.empty() && Bookmark::parse(old).to_text() == bookmark) return;
  state_.set_bookmark(plan.stream.name, std::move(bookmark));
}

Extraction Run::begin_extraction(const StreamPlan& plan,
                                 const http::Head& head) const {
  Extraction extraction;
  extraction.run_id = run_id_;
  extraction.stream = plan.stream.name;
  extraction.url = client_of(plan).url(plan.request(settings_.mode));
  extraction.source = plan.stream.source->name;
  extraction.kind = data_kind(extraction.url, head);
  return extraction;
}

void Run::write_extraction(const StreamPlan& plan, const ReadResult& result) {
  Extraction extraction = begin_extraction(plan, result.head);
  extraction.as_of = result.as_of;
  extraction.outcome = outcome_of(result.head);
  extraction.http_status = result.head.status;
  extraction.etag = result.head.etag.empty() && result.head.status == 304
                        ? plan.bookmark.etag
                        : result.head.etag;
  extraction.bytes = result.bytes;
  extraction.documents = result.documents;
  extraction.records = result.records;
  extraction.fetched_at = result.arrived;
  write(extraction, result.arrived);
}

void Run::write_failure(const StreamPlan& plan,
                        const std::runtime_error& error) {
  Extraction extraction = begin_extraction(plan, {});
  extraction.outcome = "failed";
  extraction.problem = error.what();
  const auto* const failure = dynamic_cast<const http::HttpError*>(&error);
  if (failure != nullptr && failure->details().status != 0) {
    extraction.http_status = failure->details().status;
  }
  write(extraction, clock_.now());
}

void Run::write(const Extraction& extraction,
                std::chrono::system_clock::time_point time) {
  if (extractions_ == nullptr || settings_.mode == Mode::kTestConnection) {
    return;
  }
  const json::PaddedText text(extraction.to_text());
  std::vector<json::Member> members;
  json::Cursor(text.view()).object(members);
  documents::Projection projection(extractions_->schema,
                                   extractions_->selection, "");
  const singer::RecordEnvelope envelope =
      singer::record_envelope(extractions_->stream.name, time, std::nullopt);
  std::string& out = writer_.begin_record(envelope);
  projection.append({text.view(), members, false, 0}, "", out);
  writer_.end_record(envelope);
}

void Run::write_state() {
  if (settings_.mode == Mode::kSync) {
    writer_.write_state(state_.to_text());
  } else {
    writer_.flush();
  }
}

}  // namespace extract
