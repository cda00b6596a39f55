#include "options.hpp"

#include <boost/program_options.hpp>
#include <sstream>

#include "cli/errors.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace {

namespace po = boost::program_options;

constexpr const char* kRecords = "records";

po::options_description visible_options() {
  po::options_description options("Options");
  const auto text = [] { return po::value<std::string>(); };
  auto add = options.add_options();
  add("config,c", po::value<std::vector<std::string>>()->composing(),
      "a configuration file, or ENV for TAP_SPACEX_* variables; several are "
      "merged in order");
  add("catalog", text(), "a catalog file that selects streams and properties");
  add("state,s", text(), "a state file to go on from");
  add("discover,d", "print the catalog of all streams");
  add("test", po::value<std::string>()->implicit_value(kRecords),
      "read one record of each stream; =schema: print schemas alone; "
      "=connection: print nothing");
  add("about", "print settings and capabilities");
  add("format", text(), "of --about: text, json or markdown");
  add("version", "print the version");
  add("help,h", "print this");
  return options;
}

// Accepted for the sake of old scripts.
po::options_description hidden_options() {
  po::options_description options;
  auto add = options.add_options();
  add("properties,p", po::value<std::string>(), "the catalog, as before 2018");
  add("dev", "singer-python's; changes nothing here");
  return options;
}

std::optional<std::string> text_of(const po::variables_map& values,
                                   const std::string& name) {
  if (values.count(name) == 0) return std::nullopt;
  return values[name].as<std::string>();
}

Options read(const po::variables_map& values) {
  Options options;
  options.wants_help = values.count("help") > 0;
  options.wants_version = values.count("version") > 0;
  options.wants_about = values.count("about") > 0;
  options.wants_discovery = values.count("discover") > 0;
  options.format = text_of(values, "format").value_or(options.format);
  options.test = text_of(values, "test");
  if (values.count("config") > 0) {
    options.configs = values["config"].as<std::vector<std::string>>();
  }
  options.catalog = text_of(values, "catalog");
  if (!options.catalog) options.catalog = text_of(values, "properties");
  options.state = text_of(values, "state");
  if (options.test && *options.test != kRecords && *options.test != "schema" &&
      *options.test != "connection") {
    throw cli::UsageError(
        text::concat("--test takes schema, connection or nothing, not '",
                     *options.test, "'"));
  }
  return options;
}

// Boost's own refusal of what is no option does not name it.
void refuse_arguments(const po::parsed_options& parsed) {
  for (const po::option& option : parsed.options) {
    if (option.position_key < 0) continue;
    throw cli::UsageError(text::concat("unexpected argument '",
                                       text::excerpt(option.value.front(), 100),
                                       "'; --help lists the options"));
  }
}

}  // namespace

Options parse_options(int argc, const char* const* argv) {
  po::options_description all;
  all.add(visible_options()).add(hidden_options());
  try {
    // No guessing: a misspelt option must not become another one.
    const int style = po::command_line_style::unix_style &
                      ~po::command_line_style::allow_guessing;
    const po::parsed_options parsed =
        po::command_line_parser(argc, argv).options(all).style(style).run();
    refuse_arguments(parsed);
    po::variables_map values;
    po::store(parsed, values);
    return read(values);
  } catch (const po::error& error) {
    throw cli::UsageError(
        text::concat(error.what(), "; --help lists the options"));
  }
}

std::string help_text() {
  std::ostringstream out;
  out << "Usage: tap-spacex [--config FILE] [--catalog FILE] [--state FILE]\n"
         "       tap-spacex --discover | --about | --test | --version\n\n"
         "Reads the SpaceX API and writes Singer messages to standard output.\n"
         "Exit status: 0 done, 1 failed, 2 wrong usage or settings, 128+n\n"
         "ended by signal n.\n\n"
      << visible_options();
  return out.str();
}
