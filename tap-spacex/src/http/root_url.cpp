#include "http/root_url.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>

namespace http {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return out;
}

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
  return lower(authority.substr(0, authority.rfind(':')));
}

}  // namespace

RootUrl parse_root_url(std::string_view text) {
  const std::size_t colon = text.find("://");
  const std::string scheme =
      lower(text.substr(0, std::min(colon, text.size())));
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
  if (rest.find_first_of("?#") != std::string_view::npos) {
    throw std::invalid_argument("it must not have a query or fragment");
  }
  const std::string_view authority = rest.substr(0, rest.find('/'));
  const std::size_t at = authority.rfind('@');
  RootUrl url;
  if (at != std::string_view::npos) {
    url.user_info = std::string(authority.substr(0, at));
    rest.remove_prefix(at + 1);
  }
  url.scheme =
      scheme == "http" ? RootUrl::Scheme::kHttp : RootUrl::Scheme::kHttps;
  url.host = host_of(rest.substr(0, rest.find('/')));
  if (url.host.empty()) throw std::invalid_argument("it names no host");
  url.text = scheme + "://" + std::string(without_trailing_slashes(rest));
  return url;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const char* const digits = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      out += static_cast<char>(code);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace http
