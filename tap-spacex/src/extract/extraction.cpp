#include "extract/extraction.hpp"

#include <array>
#include <cstdio>
#include <random>

#include "dates/moment.hpp"
#include "json/document.hpp"
#include "singer/time.hpp"
#include "text/concat.hpp"

namespace extract {

std::string Extraction::to_text() const {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view json) {
    out += text::concat(out.empty() ? "{\"" : ",\"", name, "\":", json);
  };
  const auto add_text = [&](std::string_view name, std::string_view text) {
    add(name, text.empty() ? "null" : json::quoted(text));
  };
  const auto add_number = [&](std::string_view name, const auto& number) {
    add(name, number ? std::to_string(*number) : "null");
  };
  add_text("run_id", run_id);
  add_text("stream", stream);
  add_text("url", url);
  add_text("source", source);
  add_text("kind", kind);
  add_text("as_of", as_of.instant);
  add_text("as_of_basis", as_of.basis);
  add_text("outcome", outcome);
  add_text("problem", problem);
  add_number("http_status", http_status);
  add_text("etag", etag);
  add_number("bytes", bytes);
  add_number("documents", documents);
  add_number("records", records);
  add_text("fetched_at", fetched_at ? singer::format_time(*fetched_at) : "");
  return out + "}";
}

std::string data_kind(std::string_view url, const http::Head& head) {
  if (head.kind == "facts" || head.kind == "synthetic") return head.kind;
  if (url.starts_with("file://")) return "file";
  return head.is_sample ? "facts" : "public";
}

std::string_view outcome_of(const http::Head& head) {
  if (head.status == 200) return "read";
  return head.was_asked ? "unchanged" : "not_due";
}

std::string make_run_id(std::chrono::system_clock::time_point start) {
  std::random_device random;
  std::array<char, 9> suffix{};
  std::snprintf(suffix.data(), suffix.size(), "%08x", random());
  return text::concat(compact_time(start), '-', suffix.data());
}

std::string compact_time(std::chrono::system_clock::time_point time) {
  std::string out;
  for (const char c : dates::format_moment(dates::whole_second(time))) {
    if (c != '-' && c != ':') out += c;
  }
  return out;
}

}  // namespace extract
