#include "target.hpp"

#include <utility>

#include "cli/standard_output.hpp"
#include "cli/stop_signal.hpp"
#include "logging/log.hpp"
#include "singer/line_reader.hpp"
#include "singer/message_parser.hpp"
#include "table/table.hpp"
#include "text/concat.hpp"
#include "wakeup.hpp"

namespace {

using singer::LineReader;

// numeric knows infinities from this version on.
constexpr int kNumericInfinityVersion = 140000;

// Keys that were left out of the table on purpose.
std::vector<std::string> refused_keys(const Settings& settings,
                                      const singer::SchemaMessage& message) {
  std::vector<std::string> keys;
  if (settings.table.use_keys) return keys;
  keys.reserve(message.key_properties.size());
  for (const auto& key : message.key_properties) {
    keys.push_back(table::Identifier::of_column(key).name());
  }
  return keys;
}

std::vector<std::string> names(const std::vector<table::Column>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const auto& column : columns) names.push_back(column.name.name());
  return names;
}

bool is_empty_state(std::string_view json) {
  std::string compact;
  for (const char c : json) {
    if (c != ' ' && c != '\t') compact += c;
  }
  return compact == "{}" || compact == "null";
}

}  // namespace

Target::Target(const Settings& settings, retry::Clock& clock)
    : settings_(settings),
      clock_(clock),
      sync_started_at_(clock.now()),
      loader_(settings.load, clock, retry::random_from_device()),
      background_(loader_),
      tally_(clock.steady_now()),
      is_withheld_(settings.load.overwrite) {}

int Target::run(int input) {
  try {
    read_all(input);
  } catch (const singer::ProtocolError& error) {
    load_in_spite_of(error);
    throw;
  } catch (const table::SchemaConflict& error) {
    load_in_spite_of(error);
    throw;
  }
  const int signal = cli::stop_signal();
  load_all_and_wait(signal == 0);
  tally_.log_summary(lines_, clock_.steady_now());
  if (signal == 0) return 0;
  logging::warning(text::concat("stopped by signal ", signal,
                                "; what was read is committed"));
  return cli::exit_status_of_signal(signal);
}

void Target::load_in_spite_of(const std::exception& error) {
  try {
    load_all_and_wait(false);
  } catch (...) {
    // Both are told; the later one ends the program.
    logging::error(error.what());
    throw;
  }
}

void Target::read_all(int input) {
  const Wakeup wakeup({cli::stop_descriptor(), background_.descriptor()});
  LineReader reader({.descriptor = input,
                     .stop_descriptor = wakeup.descriptor(),
                     .max_line_bytes = settings_.max_line_bytes});
  while (true) {
    switch (reader.next(deadline())) {
      case LineReader::Outcome::kLine: {
        auto message =
            singer::parse_message(reader.line(), reader.line_number());
        std::visit([this](auto& each) { handle(each); }, message);
        lines_ = reader.line_number();
        break;
      }
      case LineReader::Outcome::kTimeout:
        submit();
        break;
      case LineReader::Outcome::kStopped:
        if (cli::stop_signal() != 0) return;
        finish_work();
        break;
      case LineReader::Outcome::kEnd:
        return;
    }
  }
}

void Target::handle(const singer::SchemaMessage& message) {
  tally_.count_schema();
  const auto found = sinks_.find(message.stream);
  if (found != sinks_.end() && found->second.is_made_from(message)) return;
  // The records read so far come first.
  if (found != sinks_.end()) submit();
  finish_work();
  open_sink(message);
}

void Target::open_sink(const singer::SchemaMessage& message) {
  table::Table table = design(message);
  loader_.prepare(message.stream, table, refused_keys(settings_, message));
  row::EncoderOptions options = settings_.encoder;
  options.sync_started_at = sync_started_at_;
  options.has_numeric_infinity =
      loader_.server_version() >= kNumericInfinityVersion;
  last_sink_ = nullptr;
  sinks_.insert_or_assign(message.stream,
                          load::Sink(message, std::move(table), options));
}

table::Table Target::design(const singer::SchemaMessage& message) {
  auto designed = table::design_table(message, settings_.table);
  for (const auto& warning : designed.warnings) logging::warning(warning);
  warn_of_load_method(message);
  const auto old = sinks_.find(message.stream);
  if (old != sinks_.end() &&
      names(old->second.table().keys()) != names(designed.table.keys())) {
    logging::warning(text::concat(
        "line ", message.line, ": the keys of stream '", message.stream,
        "' changed; they hold from here on, and table ",
        designed.table.qualified_name(), " keeps its primary key"));
  }
  return std::move(designed.table);
}

void Target::warn_of_load_method(const singer::SchemaMessage& message) {
  using LoadMethod = Settings::LoadMethod;
  const bool has_keys = !message.key_properties.empty();
  if (has_warned_of_load_method_) return;
  if (settings_.load_method == LoadMethod::kAppendOnly && has_keys &&
      !settings_.strict_load_method) {
    logging::warning(
        "load_method is \"append-only\", but streams with keys are upserted; "
        "set strict_load_method to true to append, or load_method to "
        "\"upsert\" to silence this");
    has_warned_of_load_method_ = true;
  } else if (settings_.load_method == LoadMethod::kUpsert && !has_keys) {
    logging::warning(text::concat("stream '", message.stream,
                                  "' has no keys: its records are appended"));
    has_warned_of_load_method_ = true;
  }
}

load::Sink& Target::sink_of(std::uint64_t line, std::string_view stream) {
  if (last_sink_ != nullptr && stream == last_stream_) return *last_sink_;
  const auto found = sinks_.find(stream);
  if (found == sinks_.end()) {
    throw singer::ProtocolError(
        line, text::concat("stream '", stream, "' has sent no SCHEMA yet"));
  }
  last_stream_ = stream;
  last_sink_ = &found->second;
  last_count_ = &tally_.records_of(last_stream_);
  return *last_sink_;
}

void Target::handle(singer::RecordMessage& message) {
  load::Sink& sink = sink_of(message.line, message.stream);
  const auto now = clock_.now();
  if (waiting_bytes_ == 0) {
    begin_waiting();
    sink.use_memory_of(std::exchange(spare_, row::Batch()));
  }
  waiting_bytes_ += sink.append(message, now);
  ++*last_count_;
  if (is_limit_reached(sink, now)) submit();
}

void Target::handle(const singer::StateMessage& message) {
  tally_.count_state();
  // The SDK never echoes an empty STATE: it would undo a good one.
  if (is_empty_state(message.value)) return;
  if (waiting_bytes_ == 0 && background_.is_busy() && !is_withheld_) {
    // Every row before it is on its way.
    covered_state_ = message.value;
    return;
  }
  waiting_state_ = message.value;
  begin_waiting();
  print_state();
}

void Target::handle(const singer::ActivateVersionMessage& message) {
  tally_.count_activate_version();
  load::Sink& sink = sink_of(message.line, message.stream);
  if (!settings_.heeds_activate_version) {
    logging::warning(text::concat("line ", message.line,
                                  ": ACTIVATE_VERSION of stream '",
                                  message.stream, "' is ignored, as set"));
    return;
  }
  // Before its records it only announces them: old rows go when the new ones
  // are all there, at the end of the input.
  if (!sink.has_version(message.version)) {
    early_activations_[message.stream] = message.version;
    return;
  }
  early_activations_.erase(message.stream);
  submit({{message.stream, message.version}});
}

void Target::begin_waiting() {
  if (waiting_since_) return;
  waiting_since_ = clock_.steady_now();
  waiting_begin_ = clock_.now();
}

std::optional<std::chrono::steady_clock::time_point> Target::deadline() const {
  if (!waiting_since_) return std::nullopt;
  return *waiting_since_ + settings_.batch_wait_limit;
}

bool Target::is_limit_reached(const load::Sink& sink, row::Time now) const {
  return waiting_bytes_ >= settings_.batch_size_bytes ||
         (settings_.batch_size_rows &&
          sink.batch().row_count() >= *settings_.batch_size_rows) ||
         now - waiting_begin_ >= settings_.batch_wait_limit;
}

load::Work Target::take_work() {
  load::Work work;
  for (auto& [stream, sink] : sinks_) {
    for (const auto& warning : sink.take_warnings()) logging::warning(warning);
    if (!sink.batch().is_empty()) {
      work.batches.push_back({stream, sink.take_batch()});
    }
  }
  waiting_bytes_ = 0;
  waiting_since_.reset();
  return work;
}

void Target::submit(std::vector<load::Activation> activations, bool is_last) {
  finish_work();
  load::Work work = take_work();
  work.activations = std::move(activations);
  work.is_last = is_last;
  if (work.is_empty()) {
    print_state();
    return;
  }
  if (!is_withheld_) {
    covered_state_ = std::exchange(waiting_state_, std::nullopt);
  }
  background_.start(std::move(work));
}

void Target::finish_work() {
  if (!background_.is_busy()) return;
  auto finished = background_.finish();
  tally_.add(finished.report);
  for (auto& each : finished.work.batches) {
    if (each.batch.memory_bytes() > spare_.memory_bytes()) {
      spare_ = std::move(each.batch);
    }
  }
  tally_.log_progress(clock_.steady_now());
  if (covered_state_) {
    cli::write_standard_output(*covered_state_ + "\n");
    covered_state_.reset();
  }
  print_state();
}

void Target::print_state() {
  const bool is_covered = waiting_bytes_ == 0 && !background_.is_busy();
  if (!waiting_state_ || !is_covered || is_withheld_) return;
  cli::write_standard_output(*waiting_state_ + "\n");
  waiting_state_.reset();
  waiting_since_.reset();
}

void Target::load_all_and_wait(bool is_last) {
  std::vector<load::Activation> activations;
  if (is_last) {
    for (const auto& [stream, version] : early_activations_) {
      activations.push_back({stream, version});
    }
    is_withheld_ = false;
  }
  submit(std::move(activations), is_last && settings_.load.overwrite);
  finish_work();
}
