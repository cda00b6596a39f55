#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "cli/stop_token.hpp"
#include "http/client.hpp"
#include "http/retries.hpp"
#include "retry/clock.hpp"

// Bodies of sources that want to be asked rarely, kept on this machine.
namespace cache {

// How a source wants to be asked, and where its bodies are kept.
struct Manners {
  std::string folder;               // of the cache
  std::string key;                  // tells its URL from all others
  std::chrono::seconds interval{};  // from one request to the next
  std::string interval_setting;
  std::string policy;  // where the source says so
  // Of an answer that means "nothing has changed since you had it", whatever
  // its status; empty: it gives none.
  std::string unchanged_text;
  // How long another process may take for its request.
  std::chrono::milliseconds longest_wait{};
  std::int64_t max_body_bytes = 0;
};

// Asks for one URL through another client, at most once within the interval for
// all runs on this machine, and answers from what is kept in between. The time
// of a request counts whatever comes of it, unless no connection came about. A
// request is repeated once when its connection breaks off, and for nothing
// else. An unchanged body is a 304 for who asks with its tag, a 200 for all
// others.
//
// The transfer's head() waits until the whole body is there, and for other
// processes. accept() makes a new body the one that is kept.
class PoliteClient final : public http::Client {
 public:
  PoliteClient(std::unique_ptr<http::Client> client, Manners manners,
               const http::Retries& retries, retry::Clock& clock,
               cli::StopToken stop = {})
      : client_(std::move(client)),
        manners_(std::move(manners)),
        retries_(retries),
        clock_(clock),
        stop_(stop) {}

  std::unique_ptr<http::Transfer> start(const http::Request& request) override;
  std::string url(const http::Request& request) const override;

 private:
  friend class PoliteTransfer;

  std::unique_ptr<http::Client> client_;
  Manners manners_;
  // One further try, for connections that broke off.
  const http::Retries& retries_;
  retry::Clock& clock_;
  cli::StopToken stop_;
};

}  // namespace cache
