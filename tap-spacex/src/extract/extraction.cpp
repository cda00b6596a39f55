#include "extract/extraction.hpp"

#include <array>
#include <cstdio>
#include <random>

#include "extract/moment.hpp"
#include "json/document.hpp"
#include "singer/time.hpp"
#include "text/concat.hpp"

namespace extract {

std::string Extraction::to_text() const {
  const std::string quoted_etag = etag.empty() ? "null" : json::quoted(etag);
  return text::concat(R"({"run_id":)", json::quoted(run_id), R"(,"stream":)",
                      json::quoted(stream), R"(,"url":)", json::quoted(url),
                      R"(,"source":)", json::quoted(source),
                      R"(,"http_status":)", http_status, R"(,"etag":)",
                      quoted_etag, R"(,"bytes":)", bytes, R"(,"documents":)",
                      documents, R"(,"records":)", records, R"(,"fetched_at":)",
                      json::quoted(singer::format_time(fetched_at)), '}');
}

std::string source_kind(std::string_view url, std::string_view host,
                        std::string_view public_host, bool is_sample) {
  if (url.starts_with("file://")) return "file";
  if (is_sample) return "sample";
  return host == public_host ? "public" : "other";
}

std::string make_run_id(std::chrono::system_clock::time_point start) {
  std::random_device random;
  std::array<char, 9> suffix{};
  std::snprintf(suffix.data(), suffix.size(), "%08x", random());
  return text::concat(compact_time(start), '-', suffix.data());
}

std::string compact_time(std::chrono::system_clock::time_point time) {
  std::string out;
  for (const char c : format_moment(whole_second(time))) {
    if (c != '-' && c != ':') out += c;
  }
  return out;
}

}  // namespace extract
