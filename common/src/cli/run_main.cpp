#include "cli/run_main.hpp"

#include <fcntl.h>

#include <csignal>
#include <exception>
#include <new>

#include "cli/errors.hpp"
#include "cli/exit_status.hpp"
#include "cli/standard_output.hpp"
#include "cli/stop_signal.hpp"
#include "logging/log.hpp"
#include "logging/standard_error.hpp"

namespace cli {

namespace {

// A standard descriptor that is closed would be given to the next file or
// socket opened. /dev/null takes its place, opened the wrong way round: reading
// the input and writing the output fail, as they should.
void occupy_standard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) != -1) continue;
    // The lowest free number is taken: this one.
    open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace

int run_main(std::string_view program, const std::function<int()>& run) {
  occupy_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  logging::wait_for_standard_error(
      [] { return process_stop().left_of_grace().count() > 0; });
  try {
    logging::configure(program);
    return run();
  } catch (const UsageError& error) {
    logging::critical(error.what());
    return static_cast<int>(ExitStatus::kUsage);
  } catch (const Stopped& stopped) {
    logging::critical(stopped.what());
    return exit_status_of_signal(process_stop().signal());
  } catch (const OutputError& error) {
    logging::critical(error.what());
    const StopToken stop = process_stop();
    return stop.is_stop_requested() ? exit_status_of_signal(stop.signal())
                                    : static_cast<int>(ExitStatus::kFailed);
  } catch (const std::bad_alloc&) {
    logging::critical(
        "out of memory; give the program more of it and run it again");
    return static_cast<int>(ExitStatus::kFailed);
  } catch (const std::exception& error) {
    logging::critical(error.what());
    return static_cast<int>(ExitStatus::kFailed);
  }
}

}  // namespace cli
