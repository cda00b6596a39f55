#pragma once

#include "cli/stop_token.hpp"

namespace cli {

// From now on SIGTERM and SIGINT ask the program to stop instead of ending it.
// Further signals change nothing. (A terminal, and a parent that passes its
// signal on, send two.) The token tells of them; so does that of
// process_stop().
StopToken install_stop_signals();

// The process's token. For what stands beside main() and for this module, which
// serves the process: everything else is handed a token.
StopToken process_stop();

}  // namespace cli
