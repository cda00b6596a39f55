#include "intake/streams.hpp"

#include <utility>

#include "logging/log.hpp"
#include "postgres/postgres_error.hpp"
#include "table/migration.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace intake {

namespace {

// numeric knows infinities from this version on.
constexpr int kNumericInfinityVersion = 140000;

std::vector<std::string> names(const std::vector<table::Column>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const auto& column : columns) names.push_back(column.name.name());
  return names;
}

// Keys that were left out of the table on purpose.
std::vector<std::string> refused_keys(const table::TableOptions& options,
                                      const singer::SchemaMessage& message) {
  std::vector<std::string> keys;
  if (options.use_keys) return keys;
  keys.reserve(message.key_properties.size());
  for (const auto& key : message.key_properties) {
    keys.push_back(table::Identifier::of_column(key).name());
  }
  return keys;
}

}  // namespace

Streams::Streams(Options options, load::StreamTables& tables, Tally& tally,
                 row::Time sync_started_at)
    : options_(std::move(options)), tables_(tables), tally_(tally) {
  options_.encoder.sync_started_at = sync_started_at;
}

Streams::Stream* Streams::find(std::string_view name) {
  if (last_ != nullptr && name == last_->first) return &last_->second;
  const auto found = streams_.find(name);
  if (found == streams_.end()) return nullptr;
  last_ = &*found;
  return &found->second;
}

bool Streams::is_made_from(const singer::SchemaMessage& message) const {
  const auto found = streams_.find(message.stream);
  return found != streams_.end() && found->second.sink.is_made_from(message);
}

void Streams::open(const singer::SchemaMessage& message) {
  const table::Table wanted = design(message);
  row::EncoderOptions encoder = options_.encoder;
  // Connects, if need be: that is not the SCHEMA's fault.
  encoder.has_numeric_infinity =
      tables_.server_version() >= kNumericInfinityVersion;
  Sink sink(message, prepare(message, wanted), encoder, options_.limits.bytes);
  const auto found = streams_.find(message.stream);
  if (found != streams_.end()) {
    found->second.sink = std::move(sink);
  } else {
    streams_.emplace(message.stream, Stream{std::move(sink),
                                            tally_.records_of(message.stream)});
  }
}

table::Table Streams::design(const singer::SchemaMessage& message) {
  auto designed = table::design_table(message, options_.table);
  for (const auto& warning : designed.warnings) logging::warning(warning);
  warn_of_load_method(message);
  warn_of_changed_keys(message, designed.table);
  return std::move(designed.table);
}

void Streams::warn_of_load_method(const singer::SchemaMessage& message) {
  const bool has_keys = !message.key_properties.empty();
  if (options_.load_method == LoadMethod::kAppendOnly && has_keys &&
      !options_.strict_load_method) {
    if (std::exchange(has_warned_of_append_only_, true)) return;
    logging::warning(
        "load_method is \"append-only\", but streams with keys are upserted; "
        "set strict_load_method to true to append, or load_method to "
        "\"upsert\" to silence this");
  } else if (options_.load_method == LoadMethod::kUpsert && !has_keys &&
             !contains(message.stream)) {
    logging::warning(text::concat("stream '", text::excerpt(message.stream),
                                  "' has no keys: its records are appended"));
  }
}

void Streams::warn_of_changed_keys(const singer::SchemaMessage& message,
                                   const table::Table& table) const {
  const auto old = streams_.find(message.stream);
  if (old == streams_.end() ||
      names(old->second.sink.table().keys()) == names(table.keys())) {
    return;
  }
  logging::warning(text::concat("line ", message.line, ": the keys of stream '",
                                text::excerpt(message.stream),
                                "' changed; they hold from here on, and table ",
                                table.qualified_name(),
                                " keeps its primary key"));
}

table::Table Streams::prepare(const singer::SchemaMessage& message,
                              const table::Table& table) {
  const auto refusal = [&](const std::exception& error) {
    return singer::ProtocolError(
        message.line, text::concat("stream '", text::excerpt(message.stream),
                                   "': ", error.what()));
  };
  try {
    auto prepared = tables_.prepare(message.stream, table,
                                    refused_keys(options_.table, message));
    // Of keys that change later warn_of_changed_keys() tells.
    if (!prepared.unlike_keys.empty() && !contains(message.stream)) {
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

std::uint64_t Streams::append(const singer::RecordMessage& record,
                              row::Time now) {
  Stream* const stream = find(record.stream);
  if (stream == nullptr) throw singer::no_schema(record.line, record.stream);
  if (waiting_bytes_ == 0) {
    stream->sink.use_memory_of(std::exchange(spare_, row::Batch()));
  }
  waiting_bytes_ += stream->sink.append(record, now);
  stream->versions.record_read(record.line, record.version);
  ++stream->record_count;
  return stream->sink.batch().row_count();
}

void Streams::record_dropped(std::uint64_t line, std::string_view stream,
                             std::optional<std::int64_t> version) {
  if (Stream* const found = find(stream)) {
    found->versions.record_read(line, version);
  }
}

std::vector<load::StreamBatch> Streams::take_batches() {
  std::vector<load::StreamBatch> batches;
  for (auto& [name, stream] : streams_) {
    for (const auto& warning : stream.sink.take_warnings()) {
      logging::warning(warning);
    }
    if (!stream.sink.batch().is_empty()) {
      batches.push_back({name, stream.sink.take_batch()});
    }
  }
  waiting_bytes_ = 0;
  return batches;
}

void Streams::loaded(load::Work work) {
  for (auto& each : work.batches) {
    if (each.batch.memory_bytes() > spare_.memory_bytes()) {
      spare_ = std::move(each.batch);
    }
  }
  for (const auto& each : work.activations) {
    streams_.find(each.stream)->second.versions.activated(each.version);
  }
}

bool Streams::activation_read(const singer::ActivateVersionMessage& message) {
  Stream* const stream = find(message.stream);
  if (stream == nullptr) throw singer::no_schema(message.line, message.stream);
  if (!options_.heeds_activate_version) {
    logging::warning(
        text::concat("line ", message.line, ": ACTIVATE_VERSION of stream '",
                     text::excerpt(message.stream), "' is ignored, as set"));
    return false;
  }
  return stream->versions.activation_read(message.line, message.version);
}

void Streams::check_end() const {
  if (!options_.overwrites()) return;
  for (const auto& [name, stream] : streams_) {
    if (stream.versions.is_broken_off(last_state_)) {
      throw stream.versions.broken_off(name);
    }
  }
}

std::vector<load::Activation> Streams::activations_at_end() const {
  std::vector<load::Activation> activations;
  for (const auto& [name, stream] : streams_) {
    const auto& announced = stream.versions.announced();
    if (announced && stream.versions.is_complete(last_state_)) {
      activations.push_back({name, announced->version});
    }
  }
  return activations;
}

void Streams::warn_of_announced_versions(std::string_view why) const {
  if (options_.overwrites()) return;
  for (const auto& [name, stream] : streams_) {
    if (stream.versions.announced()) {
      logging::warning(stream.versions.not_activated(name, why));
    }
  }
}

}  // namespace intake
