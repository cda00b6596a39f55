#include "cli/run_main.hpp"

#include <csignal>
#include <exception>
#include <new>

#include "cli/exit_status.hpp"
#include "cli/standard_output.hpp"
#include "cli/stop_signal.hpp"
#include "logging/log.hpp"

namespace cli {

int run_main(std::string_view program, const std::function<int()>& run) {
  std::signal(SIGPIPE, SIG_IGN);
  try {
    logging::configure(program);
    return run();
  } catch (const UsageError& error) {
    logging::critical(error.what());
    return static_cast<int>(ExitStatus::kUsage);
  } catch (const OutputError& error) {
    logging::critical(error.what());
    return stop_signal() != 0 ? exit_status_of_signal(stop_signal())
                              : static_cast<int>(ExitStatus::kFailed);
  } catch (const std::bad_alloc&) {
    logging::critical("out of memory");
    return static_cast<int>(ExitStatus::kFailed);
  } catch (const std::exception& error) {
    logging::critical(error.what());
    return static_cast<int>(ExitStatus::kFailed);
  }
}

}  // namespace cli
