#include "extract/source_health.hpp"

#include "http/http_error.hpp"
#include "text/concat.hpp"

namespace extract {

void SourceHealth::note_answer(const StreamPlan& plan) {
  answered_.insert(plan.stream.source->name);
}

void SourceHealth::note_failure(const StreamPlan& plan,
                                const std::runtime_error& error) {
  const auto* const failure = dynamic_cast<const http::HttpError*>(&error);
  if (failure == nullptr || !is_optional(plan) ||
      !failure->details().is_away()) {
    return;
  }
  away_.emplace(plan.stream.source->name, error.what());
}

bool SourceHealth::is_optional(const StreamPlan& plan) const {
  return settings_.source_of(plan.stream).is_optional;
}

std::string SourceHealth::why_not(const StreamPlan& plan) const {
  const auto found = away_.find(plan.stream.source->name);
  if (found == away_.end()) return "";
  return text::concat("stream '", plan.stream.name,
                      "' was not asked for: ", plan.stream.source->title,
                      " is not there (", found->second, ')');
}

}  // namespace extract
