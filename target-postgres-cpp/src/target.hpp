#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "acknowledgements.hpp"
#include "load/background_loader.hpp"
#include "load/loader.hpp"
#include "load/sink.hpp"
#include "mapping/message_mapper.hpp"
#include "retry/clock.hpp"
#include "settings.hpp"
#include "singer/line_reader.hpp"
#include "singer/message.hpp"
#include "stream_versions.hpp"
#include "tally.hpp"

// The program: Singer lines in, rows into PostgreSQL, STATE lines out.
//
// One commit covers everything read so far. When the waiting rows reach a
// limit, all streams are loaded in one transaction, and after its commit the
// newest STATE read before that point is printed: so a STATE never runs ahead
// of its rows.
class Target {
 public:
  // `clock` must outlive the target.
  Target(const Settings& settings, retry::Clock& clock);

  // Reads the descriptor to its end, or until a stop signal; the program's
  // exit status. When the input is wrong or cannot be read, what came before
  // the line is loaded and its STATE printed before the error is thrown.
  int run(int input);

 private:
  // What is known of one stream.
  struct Stream {
    load::Sink sink;
    std::uint64_t& record_count;
    StreamVersions versions = {};
  };

  void handle_line(std::string_view line, std::uint64_t number);
  void handle(const singer::SchemaMessage& message);
  void handle(singer::RecordMessage& message);
  void handle(const singer::StateMessage& message);
  void handle(const singer::ActivateVersionMessage& message);

  Stream& stream_of(std::uint64_t line, std::string_view name);
  void open_sink(const singer::SchemaMessage& message);
  // Makes the table what is wanted; the table that its rows are encoded for.
  // Throws ProtocolError when it cannot be.
  table::Table prepare(const singer::SchemaMessage& message,
                       const table::Table& table);
  table::Table design(const singer::SchemaMessage& message);
  void warn_of_load_method(const singer::SchemaMessage& message);

  // Throws ProtocolError when the input broke off in a stream that is to be
  // overwritten.
  void check_end() const;
  // Of the announced versions those of which all records came.
  std::vector<load::Activation> activations_at_end() const;
  // A STATE may have been printed that says more than the tables hold.
  void warn_of_announced_versions(std::string_view why) const;

  // When rows that wait must be seen to.
  std::optional<std::chrono::steady_clock::time_point> deadline() const;
  bool is_limit_reached(const load::Sink& sink);
  bool has_waited_too_long();
  void begin_waiting();
  // The rows that wait, as work.
  load::Work take_work();
  // Hands what waits to the loader, once it has done the work before.
  void submit(std::vector<load::Activation> activations = {},
              bool replaces_overwritten = false);
  // Waits for the loader, if it is busy, and prints the STATE its work covers.
  void finish_work();
  void load_all_and_wait(bool ended_well);
  // Reads and loads; the signal that stopped it, 0 for none.
  int run_to_end(int input);
  // Rows read before what went wrong are as good as any: loads them.
  void load_in_spite_of(const std::exception& error);
  void read_all(int input);
  singer::LineReader::Outcome next_line(singer::LineReader& reader) const;
  void print_state();

  const Settings& settings_;
  retry::Clock& clock_;
  mapping::MessageMapper maps_;
  row::Time sync_started_at_;
  load::Loader loader_;
  load::BackgroundLoader background_;
  Tally tally_;
  std::map<std::string, Stream, std::less<>> streams_;
  // Of the last record: the next one is mostly of the same stream.
  std::pair<const std::string, Stream>* last_ = nullptr;
  // Memory of rows that were loaded, for the next ones. One batch's is enough:
  // one is under way and one being filled.
  row::Batch spare_;
  // Of the rows that wait; 0: none does.
  std::uint64_t waiting_bytes_ = 0;
  Acknowledgements acknowledgements_;
  // Since when rows wait.
  std::optional<std::chrono::steady_clock::time_point> waiting_since_;
  unsigned records_since_look_ = 0;
  // Line of the last STATE; 0: none was read.
  std::uint64_t last_state_ = 0;
  bool has_warned_of_append_only_ = false;
};
