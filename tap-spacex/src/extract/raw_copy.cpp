#include "extract/raw_copy.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "text/concat.hpp"

namespace extract {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view file, std::string_view why) {
  throw std::runtime_error(
      text::concat("record_dir: '", file, "' cannot be written: ", why));
}

constexpr std::string_view kBodySuffix = ".json";
constexpr std::string_view kPartSuffix = ".json.part";
constexpr std::string_view kOriginSuffix = ".origin";

std::string origin_of(std::string_view url, std::string_view etag) {
  return text::concat(url, '\n', etag, '\n');
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

RawCopy::RawCopy(RawFolder& folder, std::string url, std::string_view path)
    : folder_(folder), url_(std::move(url)), relative_(path.substr(1)) {}

std::string RawCopy::file() {
  return text::concat(folder_.path(), '/', relative_);
}

void RawCopy::write(std::string_view piece) {
  if (!folder_.is_kept()) return;
  const std::string part = text::concat(file(), kPartSuffix);
  if (!out_.is_open()) {
    std::error_code error;
    fs::create_directories(fs::path(part).parent_path(), error);
    if (error) fail(part, error.message());
    out_.open(part, std::ios::binary | std::ios::trunc);
  }
  out_.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  if (!out_) fail(part, std::strerror(errno));
}

void RawCopy::complete(std::string_view etag) {
  if (!folder_.is_kept()) return;
  const std::string body = text::concat(file(), kBodySuffix);
  out_.close();
  if (!out_) fail(body, std::strerror(errno));
  write_origin(etag);
  std::error_code error;
  fs::rename(text::concat(file(), kPartSuffix), body, error);
  if (error) fail(body, error.message());
}

void RawCopy::write_origin(std::string_view etag) {
  const std::string path = text::concat(file(), kOriginSuffix);
  std::ofstream origin(path, std::ios::binary | std::ios::trunc);
  origin << origin_of(url_, etag);
  origin.close();
  if (!origin) fail(path, std::strerror(errno));
}

bool RawCopy::link_previous(std::string_view etag) {
  if (!folder_.is_kept()) return true;
  const std::string previous = find_previous(origin_of(url_, etag));
  if (previous.empty()) return false;
  const std::string body = text::concat(file(), kBodySuffix);
  std::error_code error;
  fs::create_directories(fs::path(body).parent_path(), error);
  write_origin(etag);
  fs::create_hard_link(previous, body, error);
  if (error) {
    fs::copy_file(previous, body, fs::copy_options::overwrite_existing, error);
  }
  if (error) fail(body, error.message());
  return true;
}

// Only a body of the same URL and ETag is what a 304 speaks of: the folders may
// hold other APIs' too.
std::string RawCopy::find_previous(std::string_view origin) const {
  std::error_code error;
  for (const auto& run : fs::directory_iterator(folder_.record_dir(), error)) {
    const std::string file = (run.path() / relative_).string();
    std::string body = text::concat(file, kBodySuffix);
    if (fs::exists(body, error) &&
        read(text::concat(file, kOriginSuffix)) == origin) {
      return body;
    }
  }
  return "";
}

}  // namespace extract
