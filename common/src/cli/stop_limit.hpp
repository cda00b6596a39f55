#pragma once

#include <chrono>

#include "cli/stop_token.hpp"

namespace cli {

// The longest time from a stop signal to the program's end.
inline constexpr std::chrono::milliseconds kStopLimit{1800};

// From now on, a program that has not ended by itself kStopLimit after a stop
// signal is ended: something outside of it, such as the look-up of a host's
// name, cannot be waited for with a signal in mind. Exit status 128 + n, and a
// line on stderr. To be called once.
void limit_stop_time(StopToken stop);

}  // namespace cli
