#include "cache/polite_client.hpp"

#include "cache/polite_transfer.hpp"

namespace cache {

std::unique_ptr<http::Transfer> PoliteClient::start(
    const http::Request& request) {
  return std::make_unique<PoliteTransfer>(*this, request);
}

std::string PoliteClient::url(const http::Request& request) const {
  return client_->url(request);
}

}  // namespace cache
