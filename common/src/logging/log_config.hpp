#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "logging/log.hpp"

namespace logging {

// What the environment asks of the log.
struct LogConfig {
  Level level = Level::kInfo;
  Form form = Form::kPlain;
  // What was asked and could not be understood, to be logged as warnings.
  std::vector<std::string> problems;
};

// Reads <NAME>_LOGLEVEL, LOGLEVEL and the file of SINGER_SDK_LOG_CONFIG: a
// Python logging configuration, JSON when Meltano writes it, YAML by hand. Of
// it the root level is read and whether the formatter is the SDK's structured
// one or a bare "%(message)s".
LogConfig read_log_config(std::string_view program);

// Reads the two facts out of such a configuration's text.
void apply_log_config_text(std::string_view text, LogConfig& config);

}  // namespace logging
