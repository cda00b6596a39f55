#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Lines on stderr (standard_error.hpp), in the forms Meltano and the Singer SDK
// know. Safe to call from several threads. Records, configuration and secrets
// are never logged.
namespace logging {

// After who must act: kInfo an action completed, kWarning unexpected and
// nothing lost, kError someone must intervene, kCritical the last line of a run
// that failed.
enum class Level { kDebug, kInfo, kWarning, kError, kCritical };

enum class Form {
  kPlain,       // "2026-11-20 13:33:48,281 | INFO     | tap-spacex | message"
  kBare,        // "message"
  kStructured,  // one JSON object, as singer_sdk.logging.StructuredFormatter
};

// Sets program name, level and form from the environment: <NAME>_LOGLEVEL or
// LOGLEVEL (upper-cased names, '-' as '_'; default INFO), and the logging
// configuration that SINGER_SDK_LOG_CONFIG names (its root level and the form
// of its formatter). `name` is the program's, e.g. "tap-spacex"; it must
// outlive the process's last line, as a string literal does.
void configure(std::string_view name);

bool is_enabled(Level level);
Form form();
std::string_view program();

void debug(std::string_view message);
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);
void critical(std::string_view message);

// A metric of the SDK, e.g. {"type":"counter","metric":"record_count",
// "value":205,"tags":{"stream":"launches"}}. `value` and `tags` are JSON text.
struct Metric {
  std::string_view type = {};    // "counter" or "timer" (seconds)
  std::string_view metric = {};  // "record_count", "http_request_duration", …
  std::string value = {};
  std::string tags = {};
};

// Writes the metric at level INFO; `pid` is added to the tags.
void metric(const Metric& metric);

}  // namespace logging
