#pragma once

#include <functional>
#include <string_view>

namespace cli {

// Runs the program: configures logging, ignores SIGPIPE (a closed stdout shows
// as EPIPE on write), calls `run` and turns what it returns or throws into the
// exit status. The one place that catches: a UsageError ends with 2, Stopped
// and an OutputError of a program that was asked to stop with 128 + n, any
// other exception with 1, each after one line on stderr at level CRITICAL.
int run_main(std::string_view program, const std::function<int()>& run);

}  // namespace cli
