#pragma once

#include "cli/stop_token.hpp"

// Reads what still comes into `descriptor`, a pipe or socket, after the program
// was asked to stop, and throws it away, until its writer ends or pauses, or
// there is no time left. The writer may be a parent that reads the tap's output
// only as long as it can hand it on, and waits for its end: Meltano does.
void discard_rest_of_input(int descriptor, cli::StopToken stop);
