#pragma once

#include <cstdint>
#include <exception>
#include <string_view>

#include "intake/options.hpp"
#include "intake/outside.hpp"
#include "intake/pipeline.hpp"
#include "intake/streams.hpp"
#include "intake/tally.hpp"
#include "mapping/message_mapper.hpp"
#include "singer/line_reader.hpp"
#include "singer/message.hpp"
#include "singer/message_parser.hpp"

namespace intake {

// The program: Singer lines in, rows into PostgreSQL, STATE lines out. Reads
// lines and takes messages to the pipeline.
class Target {
 public:
  // `options` must outlive this.
  Target(const Options& options, const Outside& outside);

  // Readable when work was done, to be polled beside the input: the reader then
  // says kStopped, as it does when the program is asked to stop.
  int descriptor() const { return pipeline_.descriptor(); }

  // Reads to the input's end, or until the program is asked to stop; the
  // program's exit status. When the input is wrong or cannot be read, what came
  // before the line is loaded and its STATE printed before the error is thrown.
  int run(singer::LineReader& reader);

 private:
  // Reads and loads; the signal that stopped it, 0 for none.
  int run_to_end(singer::LineReader& reader);
  void read_all(singer::LineReader& reader);
  singer::LineReader::Outcome next_line(singer::LineReader& reader) const;
  // Rows read before what went wrong are as good as any: loads them.
  void load_in_spite_of(const std::exception& error);

  void handle_line(std::string_view line, std::uint64_t number);
  void handle(const singer::SchemaMessage& message);
  void handle(const singer::RecordMessage& message);
  void handle(const mapping::DroppedRecord& record);
  void handle(const singer::StateMessage& message);
  void handle(const singer::ActivateVersionMessage& message);

  retry::Clock& clock_;
  cli::StopToken stop_;
  singer::MessageParser parser_;
  mapping::MessageMapper maps_;
  Tally tally_;
  Streams streams_;
  Pipeline pipeline_;
};

}  // namespace intake
