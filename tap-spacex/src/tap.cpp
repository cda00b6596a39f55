#include "tap.hpp"

#include "cli/errors.hpp"
#include "cli/exit_status.hpp"
#include "cli/standard_output.hpp"
#include "cli/stop_limit.hpp"
#include "cli/stop_signal.hpp"
#include "cli/version.hpp"
#include "clients.hpp"
#include "extract/run.hpp"
#include "extract/stream_plan.hpp"
#include "logging/log.hpp"
#include "mapping/mapped_lines.hpp"
#include "retry/clock.hpp"
#include "settings.hpp"
#include "settings/about.hpp"
#include "singer/catalog.hpp"
#include "singer/message_writer.hpp"
#include "singer/state.hpp"
#include "streams/discover.hpp"
#include "streams/stream_set.hpp"
#include "text/concat.hpp"

namespace {

constexpr int kDone = static_cast<int>(cli::ExitStatus::kDone);
constexpr int kFailed = static_cast<int>(cli::ExitStatus::kFailed);

settings::Values load_values(const Options& options) {
  return settings::Values::load(tap_program(), options.configs,
                                settings::read_process_environment());
}

// Meltano discovers before every run, also with a configuration that is not
// complete yet: then what discovery depends on has its default.
std::string launches_version_for_discovery(const Options& options) {
  try {
    return load_values(options).text("launches_version");
  } catch (const cli::UsageError& error) {
    logging::warning(
        text::concat("discovering without configuration: ", error.what()));
    return "v5";
  }
}

extract::Mode mode_of(const Options& options) {
  if (!options.test) return extract::Mode::kSync;
  if (*options.test == "schema") return extract::Mode::kTestSchema;
  return *options.test == "connection" ? extract::Mode::kTestConnection
                                       : extract::Mode::kTestRecords;
}

int sync_streams(const Options& options) {
  Settings settings = read_settings(load_values(options));
  settings.read.mode = mode_of(options);
  extract::Catalog catalog;
  if (options.catalog) catalog = singer::read_catalog(*options.catalog);
  singer::State state;
  if (options.state) state = singer::State::read_file(*options.state);
  std::vector<extract::StreamPlan> plans =
      extract::make_plans(streams::streams_of(settings.launches_version),
                          catalog, state, settings.read);
  if (plans.empty()) {
    logging::warning("the catalog selects no stream: nothing to do");
    return kDone;
  }
  const cli::StopToken stop = cli::install_stop_signals();
  cli::limit_stop_time(stop);
  retry::SystemClock clock(stop);
  const SourceClients clients(settings, plans, clock, stop);
  const http::Retries retries(settings.retries, clock,
                              retry::random_from_device(), stop);
  mapping::MappedLines mapped(settings.maps,
                              mapping::expression::Context::of_this_machine(),
                              cli::write_standard_output);
  singer::MessageWriter::Sink sink = cli::write_standard_output;
  if (!settings.maps.changes_nothing()) {
    sink = [&](std::string_view lines) { mapped.write(lines); };
  }
  singer::MessageWriter writer(std::move(sink));
  extract::Run run(std::move(plans), std::move(state), settings.read,
                   clients.by_name(), retries, clock, writer);
  try {
    return run.run() == 0 ? kDone : kFailed;
  } catch (const http::Interrupted& error) {
    logging::critical(text::concat(error.what(), " (", stop.signal(),
                                   "); the newest state has been written"));
    return cli::exit_status_of_signal(stop.signal());
  }
}

}  // namespace

int run_tap(const Options& options) {
  const auto print = [](std::string_view text) {
    cli::write_standard_output(text);
    return kDone;
  };
  if (options.wants_help) return print(help_text());
  if (options.wants_version) {
    return print(cli::version_text("tap-spacex", tap_program().version));
  }
  if (options.wants_about) {
    return print(settings::about(tap_program(), options.format));
  }
  if (options.wants_discovery) {
    return print(streams::discover(launches_version_for_discovery(options)));
  }
  return sync_streams(options);
}
