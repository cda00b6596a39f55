#include "extract/raw_copy.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
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

}  // namespace

RawCopy::RawCopy(std::string record_dir, std::string run_folder,
                 std::string_view path)
    : record_dir_(std::move(record_dir)), run_folder_(std::move(run_folder)) {
  if (record_dir_.empty()) return;
  relative_ = text::concat(path.substr(1), ".json");
  file_ = text::concat(record_dir_, '/', run_folder_, '/', relative_);
}

void RawCopy::write(std::string_view piece) {
  if (record_dir_.empty()) return;
  const std::string part = text::concat(file_, kPartSuffix);
  if (!out_.is_open()) {
    std::error_code error;
    fs::create_directories(fs::path(file_).parent_path(), error);
    if (error) fail(file_, error.message());
    out_.open(part, std::ios::binary | std::ios::trunc);
  }
  out_.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  if (!out_) fail(part, std::strerror(errno));
}

void RawCopy::complete() {
  if (record_dir_.empty()) return;
  out_.close();
  if (!out_) fail(file_, std::strerror(errno));
  std::error_code error;
  fs::rename(text::concat(file_, kPartSuffix), file_, error);
  if (error) fail(file_, error.message());
}

bool RawCopy::link_previous() {
  if (record_dir_.empty()) return true;
  std::error_code error;
  fs::path newest;
  // The folders are named by time, so the greatest name is the newest run.
  for (const auto& run : fs::directory_iterator(record_dir_, error)) {
    const std::string name = run.path().filename().string();
    if (name == run_folder_ || !fs::exists(run.path() / relative_, error)) {
      continue;
    }
    if (newest.empty() || name > newest.filename().string()) {
      newest = run.path();
    }
  }
  if (newest.empty()) return false;
  fs::create_directories(fs::path(file_).parent_path(), error);
  fs::create_hard_link(newest / relative_, file_, error);
  if (error) {
    fs::copy_file(newest / relative_, file_,
                  fs::copy_options::overwrite_existing, error);
  }
  if (error) fail(file_, error.message());
  return true;
}

}  // namespace extract
