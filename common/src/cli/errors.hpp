#pragma once

#include <stdexcept>

namespace cli {

// What ends a program otherwise than with exit status 1: run_main() tells them
// apart. Every other exception ends it with 1.

// Wrong command line, settings, catalog or state file: exit status 2. The
// message is one line that says what is wrong and what to do.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A stop signal came before all was done: exit status 128 + n.
class Stopped : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace cli
