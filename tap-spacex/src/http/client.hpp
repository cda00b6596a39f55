#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

// GET requests, answered in pieces that the caller pulls: nothing is read ahead
// of it but a bounded buffer, so a slow reader of the output slows the
// download.
namespace http {

struct Request {
  std::string stream;  // for messages
  std::string path;    // behind the client's URL, e.g. "/v4/rockets"
  std::string etag;    // If-None-Match; empty: unconditional
  std::string modified_since = {};  // If-Modified-Since; empty: unconditional
};

// What came before the body.
struct Head {
  int status = 0;  // 200 or 304; all others are errors
  std::string etag;
  bool is_sample = false;  // header X-Sample-Api: tap-spacex
  // What the data is, as header X-Data-Kind or a folder's file .kind says:
  // "facts", "synthetic", or empty where nothing is said.
  std::string kind;
  std::string last_modified;  // as sent
  // What Last-Modified and Date say.
  std::optional<std::chrono::system_clock::time_point> modified;
  std::optional<std::chrono::system_clock::time_point> dated;
  // The first line of a file .origin beside a body: as of when it holds.
  std::string origin;
  // When the body was had; nothing: with this head.
  std::optional<std::chrono::system_clock::time_point> fetched;
  bool was_asked = true;  // false: it was not yet the time to ask again
  // The URL that answered after redirects, fit to be shown; empty: no redirect.
  std::string redirected_to;
};

// One request under way. Both functions throw HttpError, and Interrupted when
// the program was asked to stop. Destroying it abandons the answer.
class Transfer {
 public:
  Transfer() = default;
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  virtual ~Transfer() = default;

  // Waits for the answer's head.
  virtual const Head& head() = 0;
  // The next piece of the decoded body, valid until the next call; empty when
  // the body ended as it should.
  virtual std::string_view read() = 0;
  // Begins the body anew, also after a 304, where the whole of it is at hand;
  // else returns false.
  virtual bool rewind() { return false; }
  // Says that the body, read to its end, was what it should be: it may be kept.
  virtual void accept() {}
};

class Client {
 public:
  Client() = default;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  virtual ~Client() = default;

  // Begins a request. Requests run side by side, each as far as its buffer
  // goes, while any transfer of this client waits. The client must outlive its
  // transfers.
  virtual std::unique_ptr<Transfer> start(const Request& request) = 0;
  // The request's URL, without user and password.
  virtual std::string url(const Request& request) const = 0;
};

}  // namespace http
