#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "intake/acknowledgements.hpp"
#include "intake/batch_limits.hpp"
#include "intake/options.hpp"
#include "intake/outside.hpp"
#include "intake/streams.hpp"
#include "intake/tally.hpp"
#include "load/background_loader.hpp"
#include "load/work.hpp"
#include "singer/message.hpp"

namespace intake {

// From messages, in the order of the input, to committed rows and printed
// STATEs. One work is under way while the next is read.
//
// One commit covers everything read so far. When the waiting rows reach a
// limit, all streams are loaded in one transaction, and after its commit the
// newest STATE read before that point is printed: so a STATE never runs ahead
// of its rows.
//
// All members but deadline() and descriptor() throw what went wrong with the
// work under way, too.
class Pipeline {
 public:
  // The references must outlive this.
  Pipeline(const Options& options, Streams& streams, Tally& tally,
           const Outside& outside);

  // A SCHEMA opens its stream; rows that wait are loaded as the old one says.
  void open(const singer::SchemaMessage& message);
  // A RECORD becomes a row that waits.
  void append(const singer::RecordMessage& record);
  void state_read(const singer::StateMessage& message);
  void activation_read(const singer::ActivateVersionMessage& message);

  // When rows that wait must be submitted though nothing comes.
  std::optional<std::chrono::steady_clock::time_point> deadline() const {
    return limits_.deadline();
  }
  // Readable when finish() would not wait, to be polled.
  int descriptor() const { return background_.descriptor(); }

  // Hands what waits to the loader, once it has done the work before.
  void submit() { submit({}, false); }
  // Waits for the loader, if it is busy, and prints the STATE its work covers.
  void finish();
  // Loads all that waits. An input that ended well covers more: announced
  // versions, tables to be overwritten, STATEs withheld for these.
  void end(bool ended_well);

 private:
  void submit(std::vector<load::Activation> activations,
              bool replaces_overwritten);
  bool has_waited_too_long();
  void print_state();

  bool overwrites_;
  Streams& streams_;
  Tally& tally_;
  Outside outside_;
  BatchLimits limits_;
  unsigned records_since_look_ = 0;
  Acknowledgements acknowledgements_;
  load::BackgroundLoader background_;
};

}  // namespace intake
