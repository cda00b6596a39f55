#include "logging/log.hpp"

#include <unistd.h>

#include <array>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>

#include "json/document.hpp"
#include "logging/log_config.hpp"
#include "logging/spare_line.hpp"
#include "logging/standard_error.hpp"
#include "text/concat.hpp"
#include "text/hex.hpp"

namespace logging {

namespace {

struct State {
  std::string_view program = "singer";
  Level level = Level::kInfo;
  Form form = Form::kPlain;
};

// Set before any thread starts, then only read.
State& state() {
  static State instance;
  return instance;
}

struct LevelName {
  std::string_view padded;
  std::string_view structured;
};

constexpr std::array<LevelName, 5> kLevelNames{{{"DEBUG   ", "debug"},
                                                {"INFO    ", "info"},
                                                {"WARNING ", "warning"},
                                                {"ERROR   ", "error"},
                                                {"CRITICAL", "critical"}}};

const LevelName& name_of(Level level) {
  return kLevelNames.at(static_cast<std::size_t>(level));
}

void write_line(std::string line) {
  line += '\n';
  write_standard_error(line);
}

using TimeText = std::array<char, 64>;

TimeText local_time_with_milliseconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  const std::time_t seconds = milliseconds / 1000;
  std::tm parts{};
  ::localtime_r(&seconds, &parts);
  TimeText out{};
  const std::size_t length =
      std::strftime(out.data(), out.size(), "%Y-%m-%d %H:%M:%S", &parts);
  std::snprintf(out.data() + length, out.size() - length, ",%03d",
                static_cast<int>(milliseconds % 1000));
  return out;
}

TimeText epoch_seconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto micros =
      std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  TimeText out{};
  std::snprintf(out.data(), out.size(), "%lld.%06lld",
                static_cast<long long>(micros / 1000000),
                static_cast<long long>(micros % 1000000));
  return out;
}

// Line breaks would break the one-line rule; other control characters could
// move a terminal's cursor or colour what is not ours.
std::string on_one_line(std::string_view message) {
  std::string out;
  for (const char c : message) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\x";
      out += text::kHexDigits[byte >> 4U];
      out += text::kHexDigits[byte & 0x0FU];
    } else {
      out += c;
    }
  }
  return out;
}

// Meltano needs all of these keys; `rest` is further members with a leading
// comma, or empty.
std::string structured_line(Level level, std::string_view message,
                            std::string_view rest) {
  std::string line = text::concat(
      R"({"level":")", name_of(level).structured, R"(","pid":)",
      static_cast<long>(::getpid()), R"(,"logger_name":)",
      json::quoted(state().program), R"(,"ts":)", epoch_seconds().data(),
      R"(,"thread_name":"MainThread","app_name":)",
      json::quoted(state().program), R"(,"stream_name":null)", R"(,"message":)",
      json::quoted(message), rest, R"(,"extra":{}})");
  return line;
}

// What a message loses for want of memory are its odd characters and its end.
void write_without_memory(Level level, std::string_view message) {
  const LevelName& name = name_of(level);
  const bool is_structured = state().form == Form::kStructured;
  const TimeText time =
      is_structured ? epoch_seconds() : local_time_with_milliseconds();
  const SpareLine line({.form = state().form,
                        .level = is_structured ? name.structured : name.padded,
                        .program = state().program,
                        .time = time.data(),
                        .message = message});
  write_standard_error(line.text());
}

void write_formatted(Level level, std::string_view message) {
  switch (state().form) {
    case Form::kStructured:
      write_line(structured_line(level, message, ""));
      return;
    case Form::kBare:
      write_line(on_one_line(message));
      return;
    case Form::kPlain:
      write_line(text::concat(local_time_with_milliseconds().data(), " | ",
                              name_of(level).padded, " | ", state().program,
                              " | ", on_one_line(message)));
  }
}

void write(Level level, std::string_view message) {
  if (!is_enabled(level)) return;
  try {
    write_formatted(level, message);
  } catch (const std::bad_alloc&) {
    write_without_memory(level, message);
  }
}

// {"stream":"a"} → {"stream":"a","pid":7}
std::string with_pid(std::string tags) {
  if (tags.size() < 2 || tags.back() != '}') tags = "{}";
  tags.pop_back();
  if (tags.size() > 1) tags += ',';
  return text::concat(tags, R"("pid":)", static_cast<long>(::getpid()), '}');
}

}  // namespace

void configure(std::string_view name) {
  state().program = name;  // also of a line about what fails here
  const LogConfig config = read_log_config(name);
  state().level = config.level;
  state().form = config.form;
  for (const std::string& problem : config.problems) warning(problem);
}

bool is_enabled(Level level) { return level >= state().level; }
Form form() { return state().form; }
std::string_view program() { return state().program; }

void debug(std::string_view message) { write(Level::kDebug, message); }
void info(std::string_view message) { write(Level::kInfo, message); }
void warning(std::string_view message) { write(Level::kWarning, message); }
void error(std::string_view message) { write(Level::kError, message); }
void critical(std::string_view message) { write(Level::kCritical, message); }

void metric(const Metric& metric) {
  if (!is_enabled(Level::kInfo)) return;
  const std::string point = text::concat(
      R"({"type":")", metric.type, R"(","metric":")", metric.metric,
      R"(","value":)", metric.value, R"(,"tags":)", with_pid(metric.tags), '}');
  if (state().form == Form::kStructured) {
    write_line(structured_line(Level::kInfo, "METRIC",
                               text::concat(R"(,"metric_info":)", point)));
  } else {
    write(Level::kInfo, text::concat("METRIC: ", point));
  }
}

}  // namespace logging
