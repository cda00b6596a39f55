#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "http/root_url.hpp"

namespace http {

struct ClientSettings {
  RootUrl root;
  std::string user_agent;
  std::string ca_file;  // PEM; empty: the system's certificates
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
