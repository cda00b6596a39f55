#include "settings.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <set>
#include <utility>

#include "cli/errors.hpp"
#include "logging/log.hpp"
#include "mapping/setting_definitions.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"
#include "trust/authorities.hpp"

namespace {

using settings::Definition;
using settings::Kind;

constexpr std::array kCapabilities{std::string_view("catalog"),
                                   std::string_view("state"),
                                   std::string_view("discover"),
                                   std::string_view("activate-version"),
                                   std::string_view("about"),
                                   std::string_view("test"),
                                   std::string_view("structured-logging"),
                                   std::string_view("stream-maps"),
                                   std::string_view("schema-flattening")};

constexpr std::array kDefinitions{
    Definition{.name = "api_url",
               .default_json = "\"https://api.spacexdata.com\"",
               .description = "Root of the API: http:// or https://, also with "
                              "user:password@, or file:// for a folder laid "
                              "out as its paths"},
    Definition{.name = "catalogue_url",
               .default_json = "\"https://celestrak.org/pub/satcat.csv\"",
               .description = "CelesTrak's satellite catalogue: http://, "
                              "https:// or file://, of the file itself"},
    Definition{.name = "launch_log_url",
               .default_json =
                   "\"https://planet4589.org/space/gcat/tsv/derived/"
                   "launchlog.tsv\"",
               .description = "GCAT's launch log: http://, https:// or "
                              "file://, of the file itself"},
    Definition{.name = "catalogue_request_interval_hours",
               .kind = Kind::kNumber,
               .default_json = "20",
               .description = "Hours from one request for the catalogue to the "
                              "next, for all runs on this machine; on the "
                              "public host not fewer than 20",
               .minimum = "0",
               .maximum = "8760"},
    Definition{.name = "launch_log_request_interval_hours",
               .kind = Kind::kNumber,
               .default_json = "24",
               .description = "Hours from one request for the launch log to "
                              "the next, for all runs on this machine; on the "
                              "public host not fewer than 24",
               .minimum = "0",
               .maximum = "8760"},
    Definition{.name = "optional_sources",
               .kind = Kind::kArray,
               .default_json = R"(["celestrak","gcat"])",
               .description = "Sources that may fail without failing the run "
                              "(spacex, celestrak, gcat), as long as one "
                              "answers: a WARNING and a record in extractions "
                              "say why"},
    Definition{.name = "cache_dir",
               .description = "Folder that keeps the catalogues' newest bodies "
                              "for all runs on this machine, and when they "
                              "were asked for; default: tap-spacex in "
                              "XDG_CACHE_HOME or in ~/.cache"},
    Definition{.name = "user_agent",
               .description =
                   "User-Agent header; default: tap-spacex/<version> "
                   "(+<repository URL>)"},
    Definition{.name = "start_date",
               .description = "Documents dated before it are left out "
                              "(launches, history, starlink); RFC 3339 or a "
                              "bare date"},
    Definition{.name = "end_date",
               .description = "Documents dated at it or later are left out"},
    Definition{.name = "lookback_days",
               .kind = Kind::kInteger,
               .default_json = "0",
               .description = "Days before the bookmark that INCREMENTAL "
                              "launches and history read again",
               .minimum = "0",
               .maximum = "100000"},
    Definition{.name = "launches_version",
               .default_json = "\"v5\"",
               .description =
                   "Version of the launches endpoint: v5, whose crew "
                   "has roles, or v4",
               .choices = "v4|v5"},
    Definition{.name = "record_dir",
               .description = "Folder that keeps each body byte for byte; each "
                              "run's folder in it is itself a file:// api_url"},
    Definition{.name = "validate_records",
               .default_json = "\"off\"",
               .description = "What to do about documents that are not as "
                              "their schema says: off (let them pass), warn "
                              "or fail",
               .choices = "off|warn|fail"},
    Definition{.name = "emit_activate_version_messages",
               .kind = Kind::kBoolean,
               .default_json = "false",
               .description = "Send ACTIVATE_VERSION after a complete "
                              "FULL_TABLE read, so that the target can remove "
                              "what is gone"},
    Definition{.name = "continue_on_stream_error",
               .kind = Kind::kBoolean,
               .default_json = "false",
               .description = "Read the other streams when one fails; the exit "
                              "status is 1 all the same"},
    Definition{.name = "max_connections",
               .kind = Kind::kInteger,
               .default_json = "4",
               .description = "Requests under way at the same time",
               .minimum = "1",
               .maximum = "16"},
    Definition{.name = "max_tries",
               .kind = Kind::kInteger,
               .default_json = "5",
               .description = "Tries per stream",
               .minimum = "1",
               .maximum = "100"},
    Definition{.name = "retry_wait_seconds",
               .kind = Kind::kNumber,
               .default_json = "0.5",
               .description = "First wait before another try at most; doubled "
                              "each time, with full jitter",
               .minimum = "0",
               .maximum = "3600"},
    Definition{.name = "retry_wait_max_seconds",
               .kind = Kind::kNumber,
               .default_json = "60",
               .description = "Longest wait before another try, also when the "
                              "server asks for more",
               .minimum = "0",
               .maximum = "3600"},
    Definition{.name = "connect_timeout_seconds",
               .kind = Kind::kNumber,
               .default_json = "10",
               .description = "Longest wait for a connection",
               .minimum = "0.001",
               .maximum = "3600"},
    Definition{.name = "stall_timeout_seconds",
               .kind = Kind::kNumber,
               .default_json = "30",
               .description = "Longest wait with less than 100 bytes a second "
                              "arriving",
               .minimum = "0.001",
               .maximum = "3600"},
    Definition{.name = "request_timeout_seconds",
               .kind = Kind::kNumber,
               .default_json = "300",
               .description = "Longest time spent waiting for one answer",
               .minimum = "0.001",
               .maximum = "86400"},
    Definition{.name = "max_body_bytes",
               .kind = Kind::kInteger,
               .default_json = "2147483648",
               .description = "Largest decoded body that is accepted",
               .minimum = "1"},
    Definition{.name = "ca_file",
               .description =
                   "PEM file of the certificate authorities to trust "
                   "instead of the system's"},
    mapping::kStreamMaps,
    mapping::kStreamMapConfig,
    mapping::kFlatteningEnabled,
    mapping::kFlatteningMaxDepth,
    mapping::kFlatteningSeparator,
    mapping::kFlatteningMaxKeyLength,
    mapping::kFakerConfig,
    Definition{.name = "batch_config",
               .kind = Kind::kObject,
               .refusal = "not built: records are sent as messages"},
};

std::chrono::milliseconds duration(const settings::Values& values,
                                   std::string_view name) {
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(values.number(name) * 1000.0));
}

http::RootUrl read_url(const settings::Values& values,
                       const streams::Source& source) {
  const std::string text = values.text(source.url_setting);
  try {
    return source.is_body ? http::parse_body_url(text)
                          : http::parse_root_url(text);
  } catch (const std::invalid_argument& error) {
    throw cli::UsageError(
        text::concat('\'', source.url_setting, "': ", error.what()));
  }
}

// Whoever asks a public host keeps to its rule.
std::chrono::seconds read_interval(const settings::Values& values,
                                   const streams::Source& source,
                                   const http::RootUrl& url) {
  const std::string_view setting = source.interval_setting;
  if (setting.empty()) return {};
  const double hours = values.number(setting);
  const bool is_public = url.host == source.public_host ||
                         url.host == text::concat("www.", source.public_host);
  if (is_public && hours < source.interval_hours) {
    logging::warning(text::concat("'", setting, "' is less than ", url.host,
                                  " allows (", source.policy, "): taken as ",
                                  source.interval_hours));
    return std::chrono::hours(source.interval_hours);
  }
  return std::chrono::seconds(static_cast<std::int64_t>(hours * 3600.0));
}

std::set<std::string, std::less<>> read_optional_sources(
    const settings::Values& values) {
  std::set<std::string, std::less<>> names;
  for (const json::Value& name : values.value("optional_sources").GetArray()) {
    const auto sources = streams::all_sources();
    const bool is_known =
        name.IsString() &&
        std::any_of(sources.begin(), sources.end(), [&](const auto* source) {
          return source->name == json::string_view(name);
        });
    if (!is_known) {
      throw cli::UsageError(text::concat(
          "'optional_sources' holds no other names than celestrak, gcat and "
          "spacex: ",
          text::excerpt(json::to_text(name), 60)));
    }
    names.emplace(json::string_view(name));
  }
  return names;
}

// By the XDG Base Directory Specification; empty where there is no home.
std::string read_cache_dir(const settings::Values& values) {
  std::string folder = values.optional_text("cache_dir").value_or("");
  if (!folder.empty()) return folder;
  const char* const caches = std::getenv("XDG_CACHE_HOME");
  if (caches != nullptr && *caches == '/') {
    return text::concat(caches, "/tap-spacex");
  }
  const char* const home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return "";
  return text::concat(home, "/.cache/tap-spacex");
}

std::optional<extract::Moment> read_date(const settings::Values& values,
                                         std::string_view name) {
  const std::optional<std::string> text = values.optional_text(name);
  if (!text || text->empty()) return std::nullopt;
  const std::optional<extract::Moment> moment = extract::parse_moment(*text);
  if (moment) return moment;
  throw cli::UsageError(text::concat('\'', name,
                                     "' must be a date such as 2021-10-17 or "
                                     "2021-10-17T15:46:11Z: ",
                                     text::excerpt(*text, 60)));
}

extract::Validation read_validation(const settings::Values& values) {
  const std::string text = values.text("validate_records");
  if (text == "warn") return extract::Validation::kWarn;
  return text == "fail" ? extract::Validation::kFail
                        : extract::Validation::kOff;
}

std::string read_user_agent(const settings::Values& values) {
  std::string text = values.optional_text("user_agent").value_or("");
  if (text.empty()) {
    return text::concat("tap-spacex/", tap_program().version,
                        " (+" PROJECT_URL ")");
  }
  const bool has_control =
      std::any_of(text.begin(), text.end(),
                  [](unsigned char c) { return c < 0x20 || c == 0x7F; });
  if (has_control) {
    throw cli::UsageError("'user_agent' must not hold control characters");
  }
  return text;
}

trust::Authorities read_authorities(const settings::Values& values) {
  std::string path = values.optional_text("ca_file").value_or("");
  if (path.empty()) return trust::of_this_machine();
  if (!std::ifstream(path)) {
    throw cli::UsageError(text::concat(
        "'ca_file': '", path, "' cannot be opened: ", std::strerror(errno)));
  }
  return {std::move(path), {}};
}

http::ClientSettings read_client(const settings::Values& values) {
  http::ClientSettings client;
  client.user_agent = read_user_agent(values);
  client.authorities = read_authorities(values);
  client.connect_timeout = duration(values, "connect_timeout_seconds");
  client.stall_timeout = duration(values, "stall_timeout_seconds");
  client.request_timeout = duration(values, "request_timeout_seconds");
  client.max_body_bytes = values.integer("max_body_bytes");
  client.max_connections = static_cast<int>(values.integer("max_connections"));
  return client;
}

}  // namespace

const settings::Program& tap_program() {
  static constexpr settings::Program kProgram{
      "tap-spacex", PROJECT_VERSION,
      "Singer tap for the SpaceX API: rockets, launches, payloads, Starlink "
      "satellites and all else it knows",
      kCapabilities, kDefinitions};
  return kProgram;
}

Settings read_settings(const settings::Values& values) {
  Settings out;
  out.maps = mapping::read_options(values);
  if (!out.maps.changes_nothing()) out.read.maps = out.maps.text;
  out.cache_dir = read_cache_dir(values);
  out.client = read_client(values);
  out.retries.max_tries = static_cast<int>(values.integer("max_tries"));
  out.retries.wait = duration(values, "retry_wait_seconds");
  out.retries.wait_max = duration(values, "retry_wait_max_seconds");
  out.launches_version = values.text("launches_version");
  extract::ReadSettings& read = out.read;
  const std::set<std::string, std::less<>> optional =
      read_optional_sources(values);
  for (const streams::Source* source : streams::all_sources()) {
    Settings::SourceAccess& access = out.sources[source->name];
    access.url = read_url(values, *source);
    access.interval = read_interval(values, *source, access.url);
    read.sources[source->name] = {access.url.text, access.url.host,
                                  access.url.query,
                                  optional.contains(source->name)};
  }
  read.tap_version = tap_program().version;
  read.start_date = read_date(values, "start_date");
  read.end_date = read_date(values, "end_date");
  if (read.start_date && read.end_date && *read.end_date <= *read.start_date) {
    throw cli::UsageError("'end_date' must be later than 'start_date'");
  }
  read.lookback_days = values.integer("lookback_days");
  read.validation = read_validation(values);
  read.emits_versions = values.boolean("emit_activate_version_messages");
  read.record_dir = values.optional_text("record_dir").value_or("");
  read.continues_on_error = values.boolean("continue_on_stream_error");
  read.max_connections = out.client.max_connections;
  return out;
}
