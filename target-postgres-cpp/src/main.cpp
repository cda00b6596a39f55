#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "cli/errors.hpp"
#include "cli/run_main.hpp"
#include "cli/standard_output.hpp"
#include "cli/stop_limit.hpp"
#include "cli/stop_signal.hpp"
#include "cli/version.hpp"
#include "intake/target.hpp"
#include "load/loader.hpp"
#include "options.hpp"
#include "rest_of_input.hpp"
#include "retry/clock.hpp"
#include "setting_definitions.hpp"
#include "settings.hpp"
#include "settings/about.hpp"
#include "singer/line_reader.hpp"
#include "text/concat.hpp"
#include "wakeup.hpp"

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

// The input of a program that was asked to stop is read to its end all the
// same.
class Input {
 public:
  Input(int descriptor, cli::StopToken stop)
      : descriptor_(descriptor), stop_(stop) {}
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input() {
    if (stop_.is_stop_requested()) discard_rest_of_input(descriptor_, stop_);
  }

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  cli::StopToken stop_;
};

int load_input(const Settings& settings, int input, cli::StopToken stop) {
  retry::SystemClock clock(stop);
  load::Loader loader(settings.load, clock, retry::random_from_device(), stop);
  intake::Target target(
      settings.intake,
      {loader, loader, clock, stop, [](const std::string& state) {
         cli::write_standard_output(state + "\n");
       }});
  const Wakeup wakeup({stop.descriptor(), target.descriptor()});
  singer::LineReader reader({.descriptor = input,
                             .stop_descriptor = wakeup.descriptor(),
                             .max_line_bytes = settings.max_line_bytes});
  return target.run(reader);
}

// What --help, --version and --about print; empty: none was asked for.
std::string answer(const Options& options) {
  if (options.help) return help_text();
  if (options.version) {
    return cli::version_text("target-postgres-cpp", program().version);
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
  const cli::StopToken stop = cli::install_stop_signals();
  cli::limit_stop_time(stop);
  const Input input(open_input(options), stop);
  return load_input(settings, input.descriptor(), stop);
}

}  // namespace

int main(int argc, char** argv) {
  return cli::run_main("target-postgres",
                       [&] { return run(parse_options(argc, argv)); });
}
