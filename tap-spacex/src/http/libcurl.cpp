#include "http/libcurl.hpp"

#include <stdexcept>

namespace http {

namespace {

Libcurl start() {
  const Libcurl library = find_libcurl();
  if (library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw std::runtime_error("libcurl cannot start");
  }
  return library;
}

}  // namespace

const Libcurl& libcurl() {
  static const Libcurl kLibrary = start();
  return kLibrary;
}

}  // namespace http
