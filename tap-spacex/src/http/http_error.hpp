#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>

namespace http {

// A request that failed. The message names stream, method, URL and reason.
class HttpError : public std::runtime_error {
 public:
  HttpError(const std::string& message, bool is_retriable,
            std::optional<std::chrono::milliseconds> retry_after = {})
      : std::runtime_error(message),
        is_retriable_(is_retriable),
        retry_after_(retry_after) {}

  // Whether the same request may succeed later.
  bool is_retriable() const { return is_retriable_; }
  // The wait the server asked for, at least 0.
  std::optional<std::chrono::milliseconds> retry_after() const {
    return retry_after_;
  }

 private:
  bool is_retriable_;
  std::optional<std::chrono::milliseconds> retry_after_;
};

// The program was asked to stop by SIGTERM or SIGINT.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("stopped by a signal") {}
};

}  // namespace http
