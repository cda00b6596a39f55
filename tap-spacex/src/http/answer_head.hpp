#pragma once

#include <string>
#include <string_view>

#include "http/client.hpp"

namespace http {

// The header lines of an answer, as they arrive.
struct AnswerHead {
  Head head;
  std::string reason;            // of the status line, may be empty
  std::string retry_after;       // as sent, or empty
  std::string content_encoding;  // in lower case
  std::string date;              // as sent, or empty

  // One line with its end. A status line begins a new answer: what was before
  // belonged to a redirect or to "100 Continue".
  void add_line(std::string_view line);
};

// What a failing status means and what to do; empty when the status says it
// all. `setting` names the URL, which should be `address`.
std::string explain_status(int status, std::string_view setting,
                           std::string_view address);

// Whether the same request may succeed later: 408, 429 and all from 500 on.
bool is_retriable_status(int status);

}  // namespace http
