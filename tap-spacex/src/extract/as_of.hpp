#pragma once

#include <string>
#include <string_view>

#include "http/client.hpp"

namespace extract {

// As of when a body holds, and what says so: last_modified, date_header,
// origin_file or content. Both are empty where nothing is known.
struct AsOf {
  std::string instant;  // RFC 3339
  std::string basis;
};

// Of a server's answer its Last-Modified, else its Date; of a file what stands
// in .origin beside it; else `newest`, the newest day or instant that the body
// tells of (may be empty).
AsOf find_as_of(const http::Head& head, std::string_view newest);

}  // namespace extract
