#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/exit_status.hpp"
#include "cli/run_main.hpp"
#include "cli/standard_output.hpp"
#include "cli/stop_signal.hpp"
#include "options.hpp"
#include "retry/clock.hpp"
#include "setting_definitions.hpp"
#include "settings/about.hpp"
#include "target.hpp"
#include "text/concat.hpp"

namespace {

int open_input(const Options& options) {
  if (!options.input) return STDIN_FILENO;
  // Not blocking: of a FIFO, the writer is waited for by the reader's poll,
  // which a stop signal ends.
  const int descriptor =
      open(options.input->c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    throw cli::UsageError(text::concat("cannot open '", *options.input,
                                       "': ", std::strerror(errno)));
  }
  return descriptor;
}

// What --help, --version and --about print; empty: none was asked for.
std::string answer(const Options& options) {
  if (options.help) return help_text();
  if (options.version) {
    return text::concat("target-postgres-cpp v", program().version, "\n");
  }
  if (options.about) return settings::about(program(), options.format);
  return {};
}

int run(const Options& options) {
  if (const std::string text = answer(options); !text.empty()) {
    cli::write_standard_output(text);
    return 0;
  }
  const auto values = settings::Values::load(
      program(), options.configs, settings::read_process_environment());
  const Settings settings = interpret(values);
  cli::install_stop_signals();
  retry::SystemClock clock;
  return Target(settings, clock).run(open_input(options));
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run_main("target-postgres",
                       [&] { return run(parse_options(argc, argv)); });
}
