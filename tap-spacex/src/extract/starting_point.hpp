#pragma once

#include <optional>
#include <string_view>

#include "dates/moment.hpp"
#include "extract/read_settings.hpp"

namespace extract {

struct StreamPlan;

// Where INCREMENTAL reading of a stream begins.
struct StartingPoint {
  std::optional<Moment> since;  // nothing: the beginning
  std::string_view why;         // for the log, behind "because"
};

// The later one of bookmark and start_date. `had_bookmark`: the state has one
// for the stream, be it usable or not.
StartingPoint starting_point(const StreamPlan& plan,
                             const ReadSettings& settings, bool had_bookmark);

}  // namespace extract
