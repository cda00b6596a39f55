#include "logging/log_config.hpp"

#include "catch.hpp"

using logging::Form;
using logging::Level;
using logging::LogConfig;

TEST_CASE("log configuration: Meltano's JSON for structured logging") {
  LogConfig config;
  logging::apply_log_config_text(
      R"-({"version":1,"formatters":{"s":{"()":)-"
      R"-("singer_sdk.logging.StructuredFormatter"}},)-"
      R"-("root":{"level":"DEBUG","handlers":["default"]}})-",
      config);
  CHECK(config.form == Form::kStructured);
  CHECK(config.level == Level::kDebug);
  CHECK(config.problems.empty());
}

TEST_CASE("log configuration: bare messages, from YAML") {
  LogConfig config;
  logging::apply_log_config_text(
      "formatters:\n  default:\n    format: \"%(message)s\"\n"
      "root:\n  handlers: [default]\n  level: 'WARNING'\n",
      config);
  CHECK(config.form == Form::kBare);
  CHECK(config.level == Level::kWarning);
}

TEST_CASE("log configuration: an unknown level is a problem, not an end") {
  LogConfig config;
  logging::apply_log_config_text(R"({"root":{"level":"LOUD"}})", config);
  CHECK(config.level == Level::kInfo);
  REQUIRE(config.problems.size() == 1);
}
