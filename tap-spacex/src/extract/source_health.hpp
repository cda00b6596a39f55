#pragma once

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "extract/read_settings.hpp"
#include "extract/stream_plan.hpp"

namespace extract {

// Which sources answered in a run, and which are not there.
class SourceHealth {
 public:
  // The settings must outlive this.
  explicit SourceHealth(const ReadSettings& settings) : settings_(settings) {}

  // One of the plan's source's streams was read, or is as it was.
  void note_answer(const StreamPlan& plan);
  // Its reading failed. Where that means that nobody is there, an optional
  // source's other streams need not be asked for.
  void note_failure(const StreamPlan& plan, const std::runtime_error& error);

  // Whether the run goes on, and well, without the plan's source.
  bool is_optional(const StreamPlan& plan) const;
  // Why the plan's stream need not be asked for; empty: it is.
  std::string why_not(const StreamPlan& plan) const;
  bool has_any_answered() const { return !answered_.empty(); }

 private:
  const ReadSettings& settings_;
  std::set<std::string_view> answered_;           // by name
  std::map<std::string_view, std::string> away_;  // by name, and why
};

}  // namespace extract
