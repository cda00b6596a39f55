#pragma once

#include "extract/read_settings.hpp"
#include "http/client_settings.hpp"
#include "http/retries.hpp"
#include "settings/definition.hpp"
#include "settings/values.hpp"

// What the configuration means.
struct Settings {
  http::ClientSettings client;
  http::Retries::Policy retries;
  extract::ReadSettings read;
  std::string launches_version;
};

// What the tap says of itself: its settings and capabilities, as data.
const settings::Program& tap_program();

// Throws cli::UsageError.
Settings read_settings(const settings::Values& values);
