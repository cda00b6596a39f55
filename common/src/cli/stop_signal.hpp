#pragma once

#include <chrono>

namespace cli {

// From now on SIGTERM and SIGINT ask the program to stop instead of ending it.
// A further signal of the two, a second later or more, makes that urgent. (A
// terminal, and a parent that passes its signal on, send two at once.)
void install_stop_signals();

// The signal that asked the program to stop, or 0.
int stop_signal();

// When it came.
std::chrono::steady_clock::time_point stop_time();

// Asked again: nothing outside is to be waited for any more.
bool is_stop_urgent();

// A file descriptor that becomes readable, and stays so, when a stop signal
// arrives: to be polled beside the input, so that no signal is missed between a
// check and a wait. Valid after install_stop_signals(), for the process's life.
int stop_descriptor();

// 128 + n, the exit status of a program ended by signal n.
constexpr int exit_status_of_signal(int signal) { return 128 + signal; }

}  // namespace cli
