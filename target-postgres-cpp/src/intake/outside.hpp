#pragma once

#include <functional>
#include <string>

#include "cli/stop_token.hpp"
#include "load/stream_tables.hpp"
#include "load/work_loader.hpp"
#include "retry/clock.hpp"

namespace intake {

// What the intake does not do itself. What is referred to must outlive it.
struct Outside {
  load::StreamTables& tables;
  load::WorkLoader& loader;
  retry::Clock& clock;
  cli::StopToken stop;
  // Prints a STATE's value, JSON on one line without its end, and returns when
  // its reader can see it.
  std::function<void(const std::string&)> write_state;
};

}  // namespace intake
