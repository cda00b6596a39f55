#include "http/answer_head.hpp"

#include <algorithm>
#include <charconv>

#include "text/ascii.hpp"
#include "text/concat.hpp"

namespace http {

void AnswerHead::add_line(std::string_view line) {
  line = text::trimmed(line);
  if (line.starts_with("HTTP/")) {
    *this = AnswerHead{};
    const std::string_view rest =
        text::trimmed(line.substr(std::min(line.find(' '), line.size())));
    std::from_chars(rest.data(), rest.data() + rest.size(), head.status);
    reason = text::trimmed(rest.substr(std::min(rest.find(' '), rest.size())));
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = text::lower(line.substr(0, colon));
  const std::string_view value = text::trimmed(line.substr(colon + 1));
  if (name == "etag") {
    head.etag = value;
  } else if (name == "retry-after") {
    retry_after = value;
  } else if (name == "content-encoding") {
    content_encoding = text::lower(value);
  } else if (name == "last-modified") {
    head.last_modified = value;
  } else if (name == "date") {
    date = value;
  } else if (name == "x-data-kind") {
    head.kind = value;
  } else if (name == "x-sample-api") {
    head.is_sample = value == "tap-spacex";
  }
}

std::string explain_status(int status, std::string_view setting,
                           std::string_view address) {
  switch (status) {
    case 204:
      return "a body was due";
    case 304:
      return "unasked";
    case 401:
    case 403:
      return "access refused, perhaps by a firewall before the server";
    case 404:
      return text::concat("is ", setting, ' ', address, '?');
    case 429:
      return "too many requests";
    case 520:
    case 521:
    case 522:
    case 523:
    case 524:
    case 525:
    case 526:
      return text::concat(
          "Cloudflare cannot reach the server behind it, which may be gone; ",
          setting, " can name another, such as the sample's");
    default:
      if (status / 100 == 3) {
        return text::concat("a redirect that is not followed; ", setting,
                            " must be ", address, " itself");
      }
      return "";
  }
}

bool is_retriable_status(int status) {
  return status == 408 || status == 429 || status >= 500;
}

}  // namespace http
