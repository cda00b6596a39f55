#include "http/answer_head.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace http {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) {
                      return std::tolower(x) == std::tolower(y);
                    });
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return out;
}

}  // namespace

void AnswerHead::add_line(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with("HTTP/")) {
    *this = AnswerHead{};
    const std::string_view rest =
        trimmed(line.substr(std::min(line.find(' '), line.size())));
    std::from_chars(rest.data(), rest.data() + rest.size(), head.status);
    reason = trimmed(rest.substr(std::min(rest.find(' '), rest.size())));
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (equals_ignoring_case(name, "etag")) {
    head.etag = value;
  } else if (equals_ignoring_case(name, "retry-after")) {
    retry_after = value;
  } else if (equals_ignoring_case(name, "content-encoding")) {
    content_encoding = lower(value);
  } else if (equals_ignoring_case(name, "content-type")) {
    content_type = value;
  } else if (equals_ignoring_case(name, "x-sample-api")) {
    head.is_sample = value == "tap-spacex";
  }
}

std::string_view explain_status(int status) {
  switch (status) {
    case 204:
      return "a body was due";
    case 304:
      return "unasked";
    case 401:
    case 403:
      return "access refused, perhaps by a firewall before the API";
    case 404:
      return "is api_url the API's root?";
    case 429:
      return "too many requests";
    case 520:
    case 521:
    case 522:
    case 523:
    case 524:
    case 525:
    case 526:
      return "Cloudflare cannot reach the API's own server, which may be gone; "
             "api_url can name another root, such as the sample API";
    default:
      return "";
  }
}

bool is_retriable_status(int status) {
  return status == 408 || status == 429 || status >= 500;
}

}  // namespace http
