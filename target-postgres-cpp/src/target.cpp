#include "target.hpp"

#include <system_error>
#include <utility>

#include "cli/standard_output.hpp"
#include "cli/stop_signal.hpp"
#include "logging/log.hpp"
#include "singer/message_parser.hpp"
#include "table/table.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"
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

}  // namespace

Target::Target(const Settings& settings, retry::Clock& clock)
    : settings_(settings),
      clock_(clock),
      maps_(settings.maps, mapping::expression::Context::of_this_machine()),
      sync_started_at_(clock.now()),
      loader_(settings.load, clock, retry::random_from_device()),
      background_(loader_),
      tally_(clock.steady_now()),
      acknowledgements_(settings.load.overwrite) {}

int Target::run(int input) {
  int signal = 0;
  try {
    signal = run_to_end(input);
  } catch (...) {
    tally_.warn_of_deletions();
    warn_of_announced_versions("the run failed first");
    throw;
  }
  tally_.warn_of_deletions();
  tally_.log_summary(clock_.steady_now());
  if (signal == 0) return 0;
  warn_of_announced_versions("the run was stopped first");
  logging::warning(text::concat("stopped by signal ", signal,
                                "; the records read are committed"));
  return cli::exit_status_of_signal(signal);
}

int Target::run_to_end(int input) {
  try {
    read_all(input);
  } catch (const singer::ProtocolError& error) {
    load_in_spite_of(error);
    throw;
  }
  const int signal = cli::stop_signal();
  load_all_and_wait(signal == 0);
  return signal;
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
    switch (next_line(reader)) {
      case LineReader::Outcome::kLine:
        handle_line(reader.line(), reader.line_number());
        tally_.count_line(reader.line_number(), reader.line().size());
        break;
      case LineReader::Outcome::kTimeout:
        submit();
        break;
      case LineReader::Outcome::kStopped:
        if (cli::stop_signal() != 0) return;
        finish_work();
        break;
      case LineReader::Outcome::kEnd:
        check_end();
        return;
    }
  }
}

LineReader::Outcome Target::next_line(LineReader& reader) const {
  try {
    return reader.next(deadline());
  } catch (const std::system_error& error) {
    throw singer::ProtocolError(reader.line_number() + 1, error.what());
  }
}

void Target::handle_line(std::string_view line, std::uint64_t number) {
  const auto handle_it = [this](auto& message) {
    maps_.pass(message, [this](auto& mapped) { handle(mapped); });
  };
  auto message = singer::parse_message(line, number);
  try {
    std::visit(handle_it, message);
  } catch (const singer::GivenAgain&) {
    message = singer::parse_whole_message(line, number);
    std::visit(handle_it, message);
  }
}

void Target::handle(const singer::SchemaMessage& message) {
  tally_.count_schema();
  const auto found = streams_.find(message.stream);
  if (found != streams_.end()) {
    if (found->second.sink.is_made_from(message)) return;
    // The records read so far come first.
    submit();
  }
  finish_work();
  open_sink(message);
}

void Target::open_sink(const singer::SchemaMessage& message) {
  const table::Table wanted = design(message);
  row::EncoderOptions options = settings_.encoder;
  options.sync_started_at = sync_started_at_;
  // Connects, if need be: that is not the SCHEMA's fault.
  options.has_numeric_infinity =
      loader_.server_version() >= kNumericInfinityVersion;
  table::Table table = prepare(message, wanted);
  load::Sink sink(message, std::move(table), options,
                  settings_.batch_size_bytes);
  const auto found = streams_.find(message.stream);
  if (found != streams_.end()) {
    found->second.sink = std::move(sink);
  } else {
    streams_.emplace(message.stream, Stream{std::move(sink),
                                            tally_.records_of(message.stream)});
  }
}

table::Table Target::prepare(const singer::SchemaMessage& message,
                             const table::Table& table) {
  const auto refusal = [&](const std::exception& error) {
    return singer::ProtocolError(
        message.line, text::concat("stream '", text::excerpt(message.stream),
                                   "': ", error.what()));
  };
  try {
    auto prepared = loader_.prepare(message.stream, table,
                                    refused_keys(settings_, message));
    // Of keys that change later design() tells.
    if (!prepared.unlike_keys.empty() && !streams_.contains(message.stream)) {
      logging::warning(text::concat("line ", message.line, ": stream '",
                                    text::excerpt(message.stream),
                                    "': ", prepared.unlike_keys));
    }
    return std::move(prepared.table);
  } catch (const table::SchemaConflict& error) {
    throw refusal(error);
  } catch (const postgres::PostgresError& error) {
    if (error.is_retriable()) throw;  // and was retried
    throw refusal(error);
  }
}

table::Table Target::design(const singer::SchemaMessage& message) {
  auto designed = table::design_table(message, settings_.table);
  for (const auto& warning : designed.warnings) logging::warning(warning);
  warn_of_load_method(message);
  const auto old = streams_.find(message.stream);
  if (old != streams_.end() &&
      names(old->second.sink.table().keys()) != names(designed.table.keys())) {
    logging::warning(text::concat(
        "line ", message.line, ": the keys of stream '",
        text::excerpt(message.stream),
        "' changed; they hold from here on, and table ",
        designed.table.qualified_name(), " keeps its primary key"));
  }
  return std::move(designed.table);
}

void Target::warn_of_load_method(const singer::SchemaMessage& message) {
  using LoadMethod = Settings::LoadMethod;
  const bool has_keys = !message.key_properties.empty();
  if (settings_.load_method == LoadMethod::kAppendOnly && has_keys &&
      !settings_.strict_load_method) {
    if (std::exchange(has_warned_of_append_only_, true)) return;
    logging::warning(
        "load_method is \"append-only\", but streams with keys are upserted; "
        "set strict_load_method to true to append, or load_method to "
        "\"upsert\" to silence this");
  } else if (settings_.load_method == LoadMethod::kUpsert && !has_keys &&
             !streams_.contains(message.stream)) {
    logging::warning(text::concat("stream '", text::excerpt(message.stream),
                                  "' has no keys: its records are appended"));
  }
}

Target::Stream& Target::stream_of(std::uint64_t line, std::string_view name) {
  if (last_ != nullptr && name == last_->first) return last_->second;
  const auto found = streams_.find(name);
  if (found == streams_.end()) {
    throw singer::ProtocolError(line,
                                text::concat("stream '", text::excerpt(name),
                                             "' has sent no SCHEMA yet"));
  }
  last_ = &*found;
  return found->second;
}

void Target::handle(singer::RecordMessage& message) {
  // It may be given again.
  if (!message.is_complete && !streams_.contains(message.stream)) {
    throw singer::GivenAgain();
  }
  Stream& stream = stream_of(message.line, message.stream);
  const auto now = clock_.now();
  if (waiting_bytes_ == 0) {
    begin_waiting();
    stream.sink.use_memory_of(std::exchange(spare_, row::Batch()));
  }
  waiting_bytes_ += stream.sink.append(message, now);
  acknowledgements_.record_read();
  stream.versions.record_read(message.line, message.version);
  ++stream.record_count;
  if (is_limit_reached(stream.sink)) submit();
}

void Target::handle(const singer::StateMessage& message) {
  tally_.count_state();
  last_state_ = message.line;
  acknowledgements_.state_read(message.value);
  print_state();
}

void Target::handle(const singer::ActivateVersionMessage& message) {
  tally_.count_activate_version();
  Stream& stream = stream_of(message.line, message.stream);
  if (!settings_.heeds_activate_version) {
    logging::warning(
        text::concat("line ", message.line, ": ACTIVATE_VERSION of stream '",
                     text::excerpt(message.stream), "' is ignored, as set"));
    return;
  }
  if (stream.versions.activation_read(message.line, message.version)) {
    submit({{message.stream, message.version}});
  }
}

void Target::check_end() const {
  if (!settings_.load.overwrite) return;
  for (const auto& [name, stream] : streams_) {
    if (stream.versions.is_broken_off(last_state_)) {
      throw stream.versions.broken_off(name);
    }
  }
}

std::vector<load::Activation> Target::activations_at_end() const {
  std::vector<load::Activation> activations;
  for (const auto& [name, stream] : streams_) {
    const auto& announced = stream.versions.announced();
    if (announced && stream.versions.is_complete(last_state_)) {
      activations.push_back({name, announced->version});
    }
  }
  return activations;
}

void Target::warn_of_announced_versions(std::string_view why) const {
  if (settings_.load.overwrite) return;
  for (const auto& [name, stream] : streams_) {
    if (stream.versions.announced()) {
      logging::warning(stream.versions.not_activated(name, why));
    }
  }
}

void Target::begin_waiting() {
  if (waiting_since_) return;
  waiting_since_ = clock_.steady_now();
}

std::optional<std::chrono::steady_clock::time_point> Target::deadline() const {
  if (!waiting_since_) return std::nullopt;
  return *waiting_since_ + settings_.batch_wait_limit;
}

bool Target::has_waited_too_long() {
  // Not by the clock that records are stamped with: that one may be set. To
  // look at the other one now and again is enough while records come in.
  constexpr unsigned kLookEvery = 64;
  if (++records_since_look_ < kLookEvery) return false;
  records_since_look_ = 0;
  const auto now = clock_.steady_now();
  tally_.log_progress(now);
  return now >= *deadline();
}

bool Target::is_limit_reached(const load::Sink& sink) {
  return waiting_bytes_ >= settings_.batch_size_bytes ||
         (settings_.batch_size_rows &&
          sink.batch().row_count() >= *settings_.batch_size_rows) ||
         has_waited_too_long();
}

load::Work Target::take_work() {
  load::Work work;
  for (auto& [name, stream] : streams_) {
    for (const auto& warning : stream.sink.take_warnings()) {
      logging::warning(warning);
    }
    if (!stream.sink.batch().is_empty()) {
      work.batches.push_back({name, stream.sink.take_batch()});
    }
  }
  waiting_bytes_ = 0;
  waiting_since_.reset();
  return work;
}

void Target::submit(std::vector<load::Activation> activations,
                    bool replaces_overwritten) {
  finish_work();
  load::Work work = take_work();
  work.activations = std::move(activations);
  work.replaces_overwritten = replaces_overwritten;
  if (work.is_empty()) return;
  acknowledgements_.handed_over();
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
  for (const auto& each : finished.work.activations) {
    streams_.find(each.stream)->second.versions.activated(each.version);
  }
  tally_.log_progress(clock_.steady_now());
  acknowledgements_.committed();
  print_state();
}

void Target::print_state() {
  if (const auto state = acknowledgements_.take()) {
    cli::write_standard_output(*state + "\n");
  }
}

void Target::load_all_and_wait(bool ended_well) {
  // Tells of the activations that it holds.
  finish_work();
  submit(ended_well ? activations_at_end() : std::vector<load::Activation>(),
         ended_well && settings_.load.overwrite);
  finish_work();
  if (!ended_well) return;
  // Also of an input without a record, where no work was done.
  acknowledgements_.release();
  print_state();
  warn_of_announced_versions(
      "neither STATE nor ACTIVATE_VERSION tells that all its records came");
}
