#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "load/background_loader.hpp"
#include "load/loader.hpp"
#include "load/sink.hpp"
#include "retry/clock.hpp"
#include "settings.hpp"
#include "singer/message.hpp"
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
  // exit status. When the input is wrong, what came before the line is loaded
  // and its STATE printed before the error is thrown.
  int run(int input);

 private:
  void handle(const singer::SchemaMessage& message);
  void handle(singer::RecordMessage& message);
  void handle(const singer::StateMessage& message);
  void handle(const singer::ActivateVersionMessage& message);

  load::Sink& sink_of(std::uint64_t line, std::string_view stream);
  void open_sink(const singer::SchemaMessage& message);
  table::Table design(const singer::SchemaMessage& message);
  void warn_of_load_method(const singer::SchemaMessage& message);

  // When rows and STATE that wait must be seen to.
  std::optional<std::chrono::steady_clock::time_point> deadline() const;
  bool is_limit_reached(const load::Sink& sink, row::Time now) const;
  void begin_waiting();
  // The rows that wait, as work.
  load::Work take_work();
  // Hands what waits to the loader, once it has done the work before.
  void submit(std::vector<load::Activation> activations = {},
              bool is_last = false);
  // Waits for the loader, if it is busy, and prints the STATE its work covers.
  void finish_work();
  // `is_last`: the input ended well.
  void load_all_and_wait(bool is_last);
  // Rows read before what went wrong are as good as any: loads them.
  void load_in_spite_of(const std::exception& error);
  void read_all(int input);
  // Prints the newest STATE if nothing read before it waits to be committed.
  void print_state();

  const Settings& settings_;
  retry::Clock& clock_;
  row::Time sync_started_at_;
  load::Loader loader_;
  load::BackgroundLoader background_;
  Tally tally_;
  std::map<std::string, load::Sink, std::less<>> sinks_;
  // The sink of the last record: the next one is mostly of the same stream.
  std::string last_stream_;
  load::Sink* last_sink_ = nullptr;
  std::uint64_t* last_count_ = nullptr;
  // Activations sent before any record of their version: done at the end.
  std::map<std::string, std::int64_t> early_activations_;
  // Memory of rows that were loaded, for the next ones. One batch's is enough:
  // one is under way and one being filled.
  row::Batch spare_;
  // Of the rows that wait; 0: none does.
  std::uint64_t waiting_bytes_ = 0;
  // The newest STATE read since work was last handed over, and the one that
  // the work under way covers.
  std::optional<std::string> waiting_state_;
  std::optional<std::string> covered_state_;
  // Since when rows or a STATE wait; by the clock that records are stamped with
  // too.
  std::optional<std::chrono::steady_clock::time_point> waiting_since_;
  row::Time waiting_begin_{};
  // To be overwritten, nothing may be acknowledged before the end.
  bool is_withheld_ = false;
  std::uint64_t lines_ = 0;
  bool has_warned_of_load_method_ = false;
};
