#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "http/root_url.hpp"
#include "trust/authorities.hpp"

namespace http {

struct ClientSettings {
  RootUrl root;
  // For messages: the setting that names the root, and what that is.
  std::string url_setting = "api_url";
  std::string address = "the API's root";
  std::string accept = "application/json";
  bool follows_redirects = true;
  std::string user_agent;
  trust::Authorities authorities;  // empty: those that libcurl knows
  std::chrono::milliseconds connect_timeout{10'000};
  // The longest wait with next to nothing arriving (kMinBytesPerSecond).
  std::chrono::milliseconds stall_timeout{30'000};
  // The longest time spent waiting for one answer, all its pieces together.
  // Time in which the tap itself waits for its reader does not count.
  std::chrono::milliseconds request_timeout{300'000};
  // Of one decoded body.
  std::int64_t max_body_bytes = std::int64_t{2} << 30U;
  int max_connections = 4;
};

// Slower than any real line, faster than a server that only keeps the
// connection busy.
inline constexpr std::int64_t kMinBytesPerSecond = 100;

}  // namespace http
