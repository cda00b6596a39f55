#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "extract/read_settings.hpp"
#include "http/client_settings.hpp"
#include "http/retries.hpp"
#include "mapping/options.hpp"
#include "settings/definition.hpp"
#include "settings/values.hpp"

// What the configuration means.
struct Settings {
  // Of every source's client, but for its URL.
  http::ClientSettings client;
  struct SourceAccess {
    http::RootUrl url;
    std::chrono::seconds interval{};  // from one request to the next
  };
  std::map<std::string_view, SourceAccess> sources;  // by name
  // Where bodies of sources that are asked rarely are kept.
  std::string cache_dir;
  http::Retries::Policy retries;
  extract::ReadSettings read;
  std::string launches_version;
  // Stream maps and flattening, of all that is written.
  mapping::Options maps;
};

// What the tap says of itself: its settings and capabilities, as data.
const settings::Program& tap_program();

// Throws cli::UsageError.
Settings read_settings(const settings::Values& values);
