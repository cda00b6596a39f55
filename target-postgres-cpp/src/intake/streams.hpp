#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "intake/options.hpp"
#include "intake/sink.hpp"
#include "intake/stream_versions.hpp"
#include "intake/tally.hpp"
#include "load/stream_tables.hpp"
#include "load/work.hpp"
#include "singer/message.hpp"

namespace intake {

// What is known of each stream, and the rows of all that wait to be loaded.
class Streams {
 public:
  // `tables` and `tally` must outlive this. `sync_started_at` is stored with
  // each row.
  Streams(Options options, load::StreamTables& tables, Tally& tally,
          row::Time sync_started_at);

  bool contains(std::string_view stream) const {
    return streams_.contains(stream);
  }
  // The stream's SCHEMA was this one, byte for byte.
  bool is_made_from(const singer::SchemaMessage& message) const;
  // Makes the table what the SCHEMA wants, and what turns records into its
  // rows: for a new stream or, while none of its rows waits, for one whose
  // SCHEMA changed. Throws ProtocolError where the table cannot be made so,
  // PostgresError where the server is away.
  void open(const singer::SchemaMessage& message);

  // Adds the record to the rows that wait; how many of its stream do now.
  // Throws ProtocolError, and the rows stay as they were.
  std::uint64_t append(const singer::RecordMessage& record, row::Time now);
  // A record that came and becomes no row: it says as much of its version as
  // one that does.
  void record_dropped(std::uint64_t line, std::string_view stream,
                      std::optional<std::int64_t> version);
  std::uint64_t waiting_bytes() const { return waiting_bytes_; }
  // Hands over all rows that wait. Logs what is to be told of their values.
  std::vector<load::StreamBatch> take_batches();
  // The work is committed. Its memory is for the rows to come.
  void loaded(load::Work work);

  void state_read(std::uint64_t line) { last_state_ = line; }
  // Whether it is to be done now (StreamVersions); never where settings say so.
  // Throws ProtocolError when the stream has sent no SCHEMA.
  bool activation_read(const singer::ActivateVersionMessage& message);

  // Where the input has ended. Throws ProtocolError when it broke off in a
  // stream that is to be overwritten.
  void check_end() const;
  // Of the announced versions those of which all records came.
  std::vector<load::Activation> activations_at_end() const;
  // A STATE may have been printed that says more than the tables hold.
  void warn_of_announced_versions(std::string_view why) const;

 private:
  struct Stream {
    Sink sink;
    std::uint64_t& record_count;
    StreamVersions versions = {};
  };

  // Null: no SCHEMA came.
  Stream* find(std::string_view name);
  table::Table design(const singer::SchemaMessage& message);
  table::Table prepare(const singer::SchemaMessage& message,
                       const table::Table& table);
  void warn_of_load_method(const singer::SchemaMessage& message);
  void warn_of_changed_keys(const singer::SchemaMessage& message,
                            const table::Table& table) const;

  Options options_;
  load::StreamTables& tables_;
  Tally& tally_;
  std::map<std::string, Stream, std::less<>> streams_;
  // Of the last record: the next one is mostly of the same stream.
  std::pair<const std::string, Stream>* last_ = nullptr;
  std::uint64_t waiting_bytes_ = 0;
  // Memory of rows that were loaded, for the next ones. One batch's is enough:
  // one is under way and one being filled.
  row::Batch spare_;
  // Line of the last STATE; 0: none was read.
  std::uint64_t last_state_ = 0;
  bool has_warned_of_append_only_ = false;
};

}  // namespace intake
