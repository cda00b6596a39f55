#pragma once

#include <optional>
#include <string>
#include <vector>

// What was typed.
struct Options {
  // Paths of JSON files, or "ENV", in order.
  std::vector<std::string> configs;
  // Read instead of stdin.
  std::optional<std::string> input;
  bool about = false;
  std::string format = "text";
  bool version = false;
  bool help = false;
};

// Throws cli::UsageError.
Options parse_options(int argc, const char* const* argv);

std::string help_text();
