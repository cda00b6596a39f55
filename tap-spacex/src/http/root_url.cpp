#include "http/root_url.hpp"

#include <algorithm>
#include <stdexcept>

#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/percent.hpp"

namespace http {

namespace {

std::string_view without_trailing_slashes(std::string_view text) {
  while (!text.empty() && text.back() == '/') text.remove_suffix(1);
  return text;
}

RootUrl parse_file(std::string_view path) {
  constexpr std::string_view kLocalhost = "localhost/";
  if (path.starts_with(kLocalhost)) path.remove_prefix(kLocalhost.size() - 1);
  if (path.empty() || path.front() != '/') {
    throw std::invalid_argument("a file URL must be file:///absolute/path");
  }
  RootUrl url;
  url.scheme = RootUrl::Scheme::kFile;
  url.text = "file://" + std::string(without_trailing_slashes(path));
  return url;
}

// "[::1]:80" → "::1", "host:80" → "host".
std::string host_of(std::string_view authority) {
  if (authority.starts_with('[')) {
    return std::string(authority.substr(1, authority.find(']') - 1));
  }
  return text::lower(authority.substr(0, authority.rfind(':')));
}

// A password with a slash or question mark in it would be taken for host and
// path, and told.
[[noreturn]] void fail_at_sign() {
  throw std::invalid_argument(
      "it must not have '@' in its path; user and password must be "
      "percent-encoded ('/' as %2F)");
}

// Takes "user:password@" from the front of `rest`.
void take_credentials(std::string_view& rest, RootUrl& url) {
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  if (rest.find('@', slash) != std::string_view::npos) {
    fail_at_sign();
  }
  const std::size_t at = rest.rfind('@');
  if (at == std::string_view::npos) return;
  const std::string_view info = rest.substr(0, at);
  // Split before decoding: an encoded colon belongs to the user.
  const std::size_t colon = std::min(info.find(':'), info.size());
  url.user = text::percent_decode(info.substr(0, colon));
  if (colon < info.size())
    url.password = text::percent_decode(info.substr(colon + 1));
  rest.remove_prefix(at + 1);
}

RootUrl parse(std::string_view text, bool is_body) {
  const std::size_t colon = text.find("://");
  const std::string scheme =
      text::lower(text.substr(0, std::min(colon, text.size())));
  const bool is_known =
      scheme == "http" || scheme == "https" || scheme == "file";
  if (colon == std::string_view::npos || !is_known) {
    throw std::invalid_argument(
        "it must begin with http://, https:// or file://");
  }
  const bool has_odd_byte =
      std::any_of(text.begin(), text.end(),
                  [](unsigned char c) { return c <= 0x20 || c == 0x7F; });
  if (has_odd_byte) {
    throw std::invalid_argument(
        "it must not hold spaces or control characters");
  }
  std::string_view rest = text.substr(colon + 3);
  if (scheme == "file") return parse_file(rest);
  RootUrl url;
  if (is_body) {
    const std::size_t query = std::min(rest.find('?'), rest.size());
    url.query = rest.substr(query);
    if (url.query.find('@') != std::string::npos) fail_at_sign();
    rest = rest.substr(0, query);
  }
  if (text.find('#') != std::string_view::npos ||
      rest.find('?') != std::string_view::npos) {
    throw std::invalid_argument(is_body
                                    ? "it must not have a fragment"
                                    : "it must not have a query or fragment");
  }
  take_credentials(rest, url);
  url.scheme =
      scheme == "http" ? RootUrl::Scheme::kHttp : RootUrl::Scheme::kHttps;
  url.host = host_of(rest.substr(0, rest.find('/')));
  if (url.host.empty()) throw std::invalid_argument("it names no host");
  if (!is_body) rest = without_trailing_slashes(rest);
  url.text = text::concat(scheme, "://", rest);
  return url;
}

}  // namespace

RootUrl parse_root_url(std::string_view text) { return parse(text, false); }

RootUrl parse_body_url(std::string_view text) { return parse(text, true); }

std::string without_secrets(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return std::string(url);
  const std::size_t begin = colon + 3;
  const std::size_t at = url.rfind('@');
  if (at == std::string_view::npos || at < begin) return std::string(url);
  return std::string(url.substr(0, begin)) + std::string(url.substr(at + 1));
}

}  // namespace http
