#pragma once

#include <chrono>

namespace cli {

// Once asked to stop, a program waits this long for others: a reader to take, a
// server to answer.
inline constexpr std::chrono::milliseconds kStopGrace{1000};

// From now on SIGTERM and SIGINT ask the program to stop instead of ending it.
// Further signals change nothing. (A terminal, and a parent that passes its
// signal on, send two.)
void install_stop_signals();

// The signal that asked the program to stop, or 0.
int stop_signal();

// When it came.
std::chrono::steady_clock::time_point stop_time();

// What is left of kStopGrace, 0 at least; all of it before a signal came.
std::chrono::milliseconds left_of_stop_grace();

// A file descriptor that becomes readable, and stays so, when a stop signal
// arrives: to be polled beside the input, so that no signal is missed between a
// check and a wait. Valid after install_stop_signals(), for the process's life.
int stop_descriptor();

// 128 + n, the exit status of a program ended by signal n.
constexpr int exit_status_of_signal(int signal) { return 128 + signal; }

}  // namespace cli
