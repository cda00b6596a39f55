#pragma once

#include <chrono>
#include <string>

namespace singer {

// RFC 3339 in UTC with microseconds, as the SDK writes `time_extracted`:
// "2026-11-20T13:33:50.939194+00:00".
std::string format_time(std::chrono::system_clock::time_point time);

}  // namespace singer
