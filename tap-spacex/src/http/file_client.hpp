#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "http/client.hpp"
#include "http/root_url.hpp"

namespace http {

// Answers from a folder laid out as the API's paths: GET /v4/rockets is
// <root>/v4/rockets.json. A hash of the body plays the ETag, so an unchanged
// file is a 304.
class FileClient final : public Client {
 public:
  FileClient(const RootUrl& root, std::int64_t max_body_bytes);

  std::unique_ptr<Transfer> start(const Request& request) override;
  std::string url(const Request& request) const override;

 private:
  std::string root_url_;
  std::string folder_;
  std::int64_t max_body_bytes_;
};

}  // namespace http
