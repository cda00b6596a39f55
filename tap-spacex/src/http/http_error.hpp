#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace http {

// What a failure was, for who decides what to do about it.
struct FailureDetails {
  enum class Cause {
    kAnswer,      // the answer is not what was asked for
    kConnection,  // the connection broke off
    kTimeout,     // nothing, or too little, came within the time there is
    kUnreached,   // no connection came about: no such name, nobody listening
    kOther
  };
  Cause cause = Cause::kOther;
  int status = 0;       // of the answer; 0: none came
  std::string excerpt;  // the start of the answer's body

  // Nobody is there, or only a gateway before a server that is not.
  bool is_away() const {
    const bool is_gateway =
        (status >= 502 && status <= 504) || (status >= 520 && status <= 530);
    return is_gateway || cause == Cause::kUnreached ||
           (cause == Cause::kTimeout && status == 0);
  }
};

// A request that failed. The message names stream, method, URL and reason.
class HttpError : public std::runtime_error {
 public:
  using Cause = FailureDetails::Cause;

  HttpError(const std::string& message, bool is_retriable,
            std::optional<std::chrono::milliseconds> retry_after = {},
            FailureDetails details = {})
      : std::runtime_error(message),
        is_retriable_(is_retriable),
        retry_after_(retry_after),
        details_(std::move(details)) {}

  // Whether the same request may succeed later.
  bool is_retriable() const { return is_retriable_; }
  // The wait the server asked for, at least 0.
  std::optional<std::chrono::milliseconds> retry_after() const {
    return retry_after_;
  }
  const FailureDetails& details() const { return details_; }

 private:
  bool is_retriable_;
  std::optional<std::chrono::milliseconds> retry_after_;
  FailureDetails details_;
};

// The program was asked to stop by SIGTERM or SIGINT.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("stopped by a signal") {}
};

}  // namespace http
