#pragma once

#include <cstddef>

#include "intake/options.hpp"
#include "load/options.hpp"
#include "settings/values.hpp"

// What the configuration means.
struct Settings {
  load::Options load;
  intake::Options intake;
  std::size_t max_line_bytes = 0;
};

// Throws cli::UsageError for settings that contradict each other.
Settings interpret(const settings::Values& values);
