#pragma once

#include <memory>
#include <string>

#include "cli/stop_token.hpp"
#include "http/client.hpp"
#include "http/client_settings.hpp"
#include "retry/clock.hpp"

namespace http {

class CurlTransfer;

// The client over libcurl: HTTP/1.1 over kept-alive connections, gzip, TLS 1.2
// or later and always verified, redirects to http and https only and never down
// from https, proxies from the environment. One thread: transfers move while
// one of them waits.
class CurlClient final : public Client {
 public:
  CurlClient(ClientSettings settings, retry::Clock& clock, cli::StopToken stop);
  ~CurlClient() override;

  std::unique_ptr<Transfer> start(const Request& request) override;
  std::string url(const Request& request) const override;

 private:
  friend class CurlTransfer;
  struct Multi;

  // Lets all transfers move until `transfer` has news.
  void wait_for(CurlTransfer& transfer);

  ClientSettings settings_;
  retry::Clock& clock_;
  cli::StopToken stop_;
  std::unique_ptr<Multi> multi_;
};

}  // namespace http
