#pragma once

#include <string>
#include <string_view>

namespace http {

// Where a source is, as a setting such as api_url gives it.
struct RootUrl {
  enum class Scheme { kHttp, kHttps, kFile };
  Scheme scheme = Scheme::kHttps;
  // Without user, password and trailing slashes, e.g.
  // "https://api.spacexdata.com", "file:///srv/spacex".
  std::string text;
  std::string host;  // without port; empty for file://
  // Of a body's URL, from the question mark on; never shown, since it may hold
  // a secret.
  std::string query;
  // As they are meant, not as the URL encodes them; empty: none.
  std::string user;
  std::string password;
};

// Throws std::invalid_argument for anything but an absolute http, https or file
// URL without query and fragment; the message does not repeat the URL, which
// may hold a password.
RootUrl parse_root_url(std::string_view text);

// The same for the URL of one body, which may have a query and may end with a
// slash.
RootUrl parse_body_url(std::string_view text);

// A URL as it may be shown: without user, password, query and fragment.
std::string without_secrets(std::string_view url);

}  // namespace http
