#pragma once

#include <stdexcept>

namespace cli {

// The exit status of both programs; ended by a signal n it is 128 + n.
enum class ExitStatus : int { kDone = 0, kFailed = 1, kUsage = 2 };

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
