#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "cli/stop_token.hpp"
#include "http/client.hpp"
#include "http/root_url.hpp"

namespace http {

// Answers from files: from a folder laid out as the API's paths, where GET
// /v4/rockets is <root>/v4/rockets.json, or from the one body that the URL
// names. A hash of the body plays the ETag, so an unchanged file is a 304.
class FileClient final : public Client {
 public:
  // `body_path` is empty for a folder. Else the URL names a body, and that is
  // its path in such a folder, e.g. "/pub/satcat.csv".
  FileClient(const RootUrl& root, std::string_view body_path,
             std::int64_t max_body_bytes, cli::StopToken stop = {});

  std::unique_ptr<Transfer> start(const Request& request) override;
  std::string url(const Request& request) const override;

 private:
  std::string root_url_;
  std::string folder_;
  std::string suffix_;  // of the files
  std::string kind_;    // of the folder's documents
  std::int64_t max_body_bytes_;
  cli::StopToken stop_;
};

}  // namespace http
