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

constexpr std::string_view kPartSuffix = ".part";

std::string source_of(std::string_view url, std::string_view etag) {
  return text::concat(url, '\n', etag, '\n');
}

void write_note(const std::string& path, std::string_view text) {
  std::ofstream note(path, std::ios::binary | std::ios::trunc);
  note << text;
  note.close();
  if (!note) fail(path, std::strerror(errno));
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

RawCopy::RawCopy(RawFolder& folder, std::string url, std::string_view path)
    : folder_(folder), url_(std::move(url)), body_(path.substr(1)) {
  // A catalogue's path is its file's own, an API's lacks the suffix.
  is_catalogue_ = fs::path(body_).has_extension();
  source_ = text::concat(body_, is_catalogue_ ? ".from" : ".origin");
  if (!is_catalogue_) body_ += ".json";
}

std::string RawCopy::in_folder(std::string_view relative) {
  return text::concat(folder_.path(), '/', relative);
}

void RawCopy::write(std::string_view piece) {
  if (!folder_.is_kept()) return;
  const std::string part = text::concat(in_folder(body_), kPartSuffix);
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
  const std::string body = in_folder(body_);
  out_.close();
  if (!out_) fail(body, std::strerror(errno));
  write_note(in_folder(source_), source_of(url_, etag));
  std::error_code error;
  fs::rename(text::concat(body, kPartSuffix), body, error);
  if (error) fail(body, error.message());
}

void RawCopy::describe(std::string_view kind, std::string_view as_of) {
  if (!folder_.is_kept()) return;
  if (is_catalogue_) {
    // Its own folder's mark, so that another source's in the folder of all
    // documents does not count for it.
    const fs::path body = in_folder(body_);
    write_note(body.parent_path() / ".kind", text::concat(kind, '\n'));
    if (!as_of.empty()) {
      write_note(text::concat(body.string(), ".origin"),
                 text::concat(as_of, '\n'));
    }
  } else if (kind == "facts" || kind == "synthetic") {
    write_note(in_folder(".kind"), text::concat(kind, '\n'));
  }
}

bool RawCopy::link_previous(std::string_view etag) {
  if (!folder_.is_kept()) return true;
  const std::string previous = find_previous(source_of(url_, etag));
  if (previous.empty()) return false;
  const std::string body = in_folder(body_);
  std::error_code error;
  fs::create_directories(fs::path(body).parent_path(), error);
  write_note(in_folder(source_), source_of(url_, etag));
  fs::create_hard_link(previous, body, error);
  if (error) {
    fs::copy_file(previous, body, fs::copy_options::overwrite_existing, error);
  }
  if (error) fail(body, error.message());
  return true;
}

// Only a body of the same URL and ETag is what a 304 speaks of: the folders may
// hold other APIs' too.
std::string RawCopy::find_previous(std::string_view source) const {
  std::error_code error;
  for (const auto& run : fs::directory_iterator(folder_.record_dir(), error)) {
    std::string body = (run.path() / body_).string();
    if (fs::exists(body, error) &&
        read((run.path() / source_).string()) == source) {
      return body;
    }
  }
  return "";
}

}  // namespace extract
