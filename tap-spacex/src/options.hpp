#pragma once

#include <optional>
#include <string>
#include <vector>

// What was typed.
struct Options {
  bool wants_help = false;
  bool wants_version = false;
  bool wants_about = false;
  std::string format = "text";  // of --about
  bool wants_discovery = false;
  std::optional<std::string> test;   // "records", "schema" or "connection"
  std::vector<std::string> configs;  // paths, or "ENV"; merged in order
  std::optional<std::string> catalog;
  std::optional<std::string> state;
};

// Throws cli::UsageError.
Options parse_options(int argc, const char* const* argv);

// What --help prints.
std::string help_text();
