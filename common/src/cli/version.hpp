#pragma once

#include <string>
#include <string_view>

namespace cli {

// Of the sources that the program was built from, as 12 digits; "-dirty" behind
// them: changed since; "unknown": built from a copy without git.
extern const char* const kCommit;

// What --version prints: "tap-spacex v0.1.0 (commit 0123456789ab)".
std::string version_text(std::string_view program, std::string_view version);

}  // namespace cli
