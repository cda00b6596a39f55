#include "intake/pipeline.hpp"

#include <utility>

namespace intake {

Pipeline::Pipeline(const Options& options, Streams& streams, Tally& tally,
                   const Outside& outside)
    : overwrites_(options.overwrites()),
      streams_(streams),
      tally_(tally),
      outside_(outside),
      limits_(options.limits),
      acknowledgements_(overwrites_),
      background_(outside.loader) {}

void Pipeline::open(const singer::SchemaMessage& message) {
  if (streams_.is_made_from(message)) return;
  // The records read so far come first.
  if (streams_.contains(message.stream)) submit();
  finish();
  streams_.open(message);
}

void Pipeline::append(const singer::RecordMessage& record) {
  const auto rows = streams_.append(record, outside_.clock.now());
  if (!limits_.deadline()) limits_.row_waits(outside_.clock.steady_now());
  acknowledgements_.record_read();
  if (limits_.is_full(rows, streams_.waiting_bytes()) ||
      has_waited_too_long()) {
    submit();
  }
}

bool Pipeline::has_waited_too_long() {
  // Not by the clock that records are stamped with: that one may be set. To
  // look at the other one now and again is enough while records come in.
  constexpr unsigned kLookEvery = 64;
  if (++records_since_look_ < kLookEvery) return false;
  records_since_look_ = 0;
  const auto now = outside_.clock.steady_now();
  tally_.log_progress(now);
  return limits_.is_due(now);
}

void Pipeline::state_read(const singer::StateMessage& message) {
  streams_.state_read(message.line);
  acknowledgements_.state_read(message.value);
  print_state();
}

void Pipeline::activation_read(const singer::ActivateVersionMessage& message) {
  if (streams_.activation_read(message)) {
    submit({{message.stream, message.version}}, false);
  }
}

void Pipeline::submit(std::vector<load::Activation> activations,
                      bool replaces_overwritten) {
  finish();
  load::Work work;
  work.batches = streams_.take_batches();
  limits_.rows_taken();
  work.activations = std::move(activations);
  work.replaces_overwritten = replaces_overwritten;
  if (work.is_empty()) return;
  acknowledgements_.handed_over();
  background_.start(std::move(work));
}

void Pipeline::finish() {
  if (!background_.is_busy()) return;
  auto finished = background_.finish();
  tally_.add(finished.report);
  streams_.loaded(std::move(finished.work));
  tally_.log_progress(outside_.clock.steady_now());
  acknowledgements_.committed();
  print_state();
}

void Pipeline::print_state() {
  if (const auto state = acknowledgements_.take()) outside_.write_state(*state);
}

void Pipeline::end(bool ended_well) {
  // Tells of the activations that it holds.
  finish();
  submit(ended_well ? streams_.activations_at_end()
                    : std::vector<load::Activation>(),
         ended_well && overwrites_);
  finish();
  if (!ended_well) return;
  // Also of an input without a record, where no work was done.
  acknowledgements_.release();
  print_state();
  streams_.warn_of_announced_versions(
      "neither STATE nor ACTIVATE_VERSION tells that all its records came");
}

}  // namespace intake
