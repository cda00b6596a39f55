#pragma once

namespace cli {

// The exit status of both programs.
enum class ExitStatus : int { kDone = 0, kFailed = 1, kUsage = 2 };

// That of a program ended by signal n.
constexpr int exit_status_of_signal(int signal) { return 128 + signal; }

}  // namespace cli
