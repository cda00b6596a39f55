#include "options.hpp"

#include <boost/program_options.hpp>
#include <sstream>

#include "cli/errors.hpp"
#include "text/concat.hpp"

namespace po = boost::program_options;

namespace {

po::options_description describe(Options& options) {
  po::options_description description("Options");
  auto add = description.add_options();
  add("config", po::value(&options.configs)->value_name("FILE"),
      "A JSON file of settings, or ENV to read them from TARGET_POSTGRES_… "
      "variables. May be given several times; later files win.");
  add("input", po::value<std::string>()->value_name("FILE"),
      "Read the Singer messages from this file instead of stdin.");
  add("about", po::bool_switch(&options.about),
      "Tell what this is, what it can do and the settings it takes.");
  add("format", po::value(&options.format)->value_name("text|json|markdown"),
      "The form of --about.");
  add("version", po::bool_switch(&options.version), "Tell the version.");
  add("help", po::bool_switch(&options.help), "Tell this.");
  return description;
}

}  // namespace

Options parse_options(int argc, const char* const* argv) {
  Options options;
  const auto description = describe(options);
  namespace style = po::command_line_style;
  // Whole names only: a mistyped option is an error, not a guess.
  constexpr int kStyle = style::unix_style & ~style::allow_guessing;
  try {
    po::variables_map variables;
    po::store(po::command_line_parser(argc, argv)
                  .options(description)
                  .positional({})
                  .style(kStyle)
                  .run(),
              variables);
    po::notify(variables);
    if (variables.count("input") > 0) {
      options.input = variables["input"].as<std::string>();
    }
  } catch (const po::error& error) {
    throw cli::UsageError(text::concat(error.what(), "; see --help"));
  }
  return options;
}

std::string help_text() {
  Options options;
  std::ostringstream text;
  text << "Usage: target-postgres-cpp [OPTIONS]\n\n"
          "Loads the Singer messages on stdin into PostgreSQL and echoes each "
          "STATE\nonce everything before it is committed.\n\n"
       << describe(options);
  return text.str();
}
