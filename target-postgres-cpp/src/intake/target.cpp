#include "intake/target.hpp"

#include <system_error>
#include <variant>

#include "cli/exit_status.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace intake {

using singer::LineReader;

Target::Target(const Options& options, const Outside& outside)
    : clock_(outside.clock),
      stop_(outside.stop),
      maps_(options.maps, mapping::expression::Context::of_this_machine()),
      tally_(clock_.steady_now()),
      streams_(options, outside.tables, tally_, clock_.now()),
      pipeline_(options, streams_, tally_, outside) {}

int Target::run(LineReader& reader) {
  int signal = 0;
  try {
    signal = run_to_end(reader);
  } catch (...) {
    tally_.warn_of_deletions();
    streams_.warn_of_announced_versions("the run failed first");
    throw;
  }
  tally_.warn_of_deletions();
  tally_.log_summary(clock_.steady_now());
  if (signal == 0) return 0;
  streams_.warn_of_announced_versions("the run was stopped first");
  logging::warning(text::concat("stopped by signal ", signal,
                                "; the records read are committed"));
  return cli::exit_status_of_signal(signal);
}

int Target::run_to_end(LineReader& reader) {
  try {
    read_all(reader);
  } catch (const singer::ProtocolError& error) {
    load_in_spite_of(error);
    throw;
  }
  const int signal = stop_.signal();
  pipeline_.end(signal == 0);
  return signal;
}

void Target::load_in_spite_of(const std::exception& error) {
  try {
    pipeline_.end(false);
  } catch (...) {
    // Both are told; the later one ends the program.
    logging::error(error.what());
    throw;
  }
}

void Target::read_all(LineReader& reader) {
  while (true) {
    switch (next_line(reader)) {
      case LineReader::Outcome::kLine:
        handle_line(reader.line(), reader.line_number());
        tally_.count_line(reader.line_number(), reader.line().size());
        break;
      case LineReader::Outcome::kTimeout:
        pipeline_.submit();
        break;
      case LineReader::Outcome::kStopped:
        if (stop_.is_stop_requested()) return;
        pipeline_.finish();
        break;
      case LineReader::Outcome::kEnd:
        streams_.check_end();
        return;
    }
  }
}

LineReader::Outcome Target::next_line(LineReader& reader) const {
  try {
    return reader.next(pipeline_.deadline());
  } catch (const std::system_error& error) {
    throw singer::ProtocolError(reader.line_number() + 1, error.what());
  }
}

void Target::handle_line(std::string_view line, std::uint64_t number) {
  const singer::Message message = parser_.parse(line, number);
  std::visit([this](const auto& each) { tally_.count(each); }, message);
  const auto handle_it = [this](const auto& mapped) { handle(mapped); };
  std::visit([&](const auto& each) { maps_.pass(each, handle_it); }, message);
}

void Target::handle(const singer::SchemaMessage& message) {
  pipeline_.open(message);
}

void Target::handle(const singer::RecordMessage& message) {
  pipeline_.append(message);
}

void Target::handle(const mapping::DroppedRecord& record) {
  streams_.record_dropped(record.line, record.stream, record.version);
}

void Target::handle(const singer::StateMessage& message) {
  pipeline_.state_read(message);
}

void Target::handle(const singer::ActivateVersionMessage& message) {
  pipeline_.activation_read(message);
}

}  // namespace intake
