#include "logging/log_config.hpp"

#include <array>
#include <cstdlib>
#include <optional>
#include <stdexcept>

#include "json/document.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/environment_variable.hpp"

namespace logging {

namespace {

std::optional<Level> parse_level(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, Level>, 7> kLevels{{
      {"DEBUG", Level::kDebug},
      {"INFO", Level::kInfo},
      {"WARN", Level::kWarning},
      {"WARNING", Level::kWarning},
      {"ERROR", Level::kError},
      {"CRITICAL", Level::kCritical},
      {"FATAL", Level::kCritical},
  }};
  const std::string name = text::upper(word);
  for (const auto& [known, level] : kLevels) {
    if (known == name) return level;
  }
  return std::nullopt;
}

void apply_level(std::string_view word, std::string_view from,
                 LogConfig& config) {
  if (const auto level = parse_level(word)) {
    config.level = *level;
  } else {
    config.problems.push_back(text::concat(
        from,
        " names no log level (DEBUG, INFO, WARNING, ERROR, CRITICAL): ", word));
  }
}

bool mentions(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// The word after "level:" below "root:" in YAML; a library for two facts of a
// file that Meltano writes as JSON would weigh more than it serves.
std::string_view yaml_root_level(std::string_view text) {
  const std::size_t root = text.find("root:");
  if (root == std::string_view::npos) return {};
  std::size_t level = text.find("level:", root);
  if (level == std::string_view::npos) return {};
  level = text.find_first_not_of(" \t\"'", level + 6);
  if (level == std::string_view::npos) return {};
  return text.substr(level, text.find_first_of("\"' \t\r\n", level) - level);
}

}  // namespace

void apply_log_config_text(std::string_view text, LogConfig& config) {
  if (mentions(text, "StructuredFormatter")) {
    config.form = Form::kStructured;
  } else if (mentions(text, "%(message)s") && !mentions(text, "%(levelname)")) {
    config.form = Form::kBare;
  }
  std::string level;
  try {
    const json::Document document = json::parse(text, "logging configuration");
    if (const json::Value* root = json::find(document, "root")) {
      if (const json::Value* value = json::find(*root, "level")) {
        level = json::string_view(*value);
      }
    }
  } catch (const json::ParseError&) {
    level = yaml_root_level(text);
  }
  if (!level.empty()) apply_level(level, "SINGER_SDK_LOG_CONFIG", config);
}

LogConfig read_log_config(std::string_view program) {
  LogConfig config;
  const std::string own_variable =
      text::environment_variable(program, "loglevel");
  if (const char* path = std::getenv("SINGER_SDK_LOG_CONFIG");
      path != nullptr && *path != '\0') {
    try {
      apply_log_config_text(json::read_text_file(path, "logging configuration"),
                            config);
    } catch (const std::runtime_error& error) {
      config.problems.emplace_back(error.what());
    }
  }
  for (const char* variable : {"LOGLEVEL", own_variable.c_str()}) {
    if (const char* word = std::getenv(variable);
        word != nullptr && *word != '\0') {
      apply_level(word, variable, config);
    }
  }
  return config;
}

}  // namespace logging
