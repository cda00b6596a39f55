#include "cache/entry.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "http/http_error.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"
#include "text/fnv1a.hpp"
#include "text/hex.hpp"

namespace cache {

namespace {

namespace fs = std::filesystem;

// A letter, digit, dot or dash of a file's name.
bool is_safe(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '.' || c == '-';
}

// "celestrak.org_pub_satcat.csv-<hash of the key>": to be recognised, and to be
// told from all others.
std::string name_of(std::string_view key, std::string_view url) {
  std::string name;
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  constexpr std::size_t kLongest = 100;
  for (const char c : url.substr(0, kLongest)) name += is_safe(c) ? c : '_';
  text::Fnv1a hash;
  hash.add(key);
  name += '-';
  for (int shift = 60; shift >= 0; shift -= 4) {
    name +=
        text::kHexDigits[hash.value() >> static_cast<unsigned>(shift) & 15U];
  }
  return name;
}

// All of it, on the disk; false, with errno set, when that cannot be.
bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t size = ::write(file, text.data(), text.size());
    if (size < 0 && errno != EINTR) return false;
    if (size > 0) text.remove_prefix(static_cast<std::size_t>(size));
  }
  return ::fsync(file) == 0;
}

}  // namespace

Entry::Entry(const std::string& folder, std::string_view key, std::string url,
             retry::Clock& clock, std::chrono::milliseconds longest_wait,
             cli::StopToken stop)
    : stem_(text::concat(folder, '/', name_of(key, url))),
      url_(std::move(url)) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) fail(folder, text::concat("cannot be made: ", error.message()));
  lock(clock, longest_wait, stop);
  read_record();
}

// The file stays: to remove it would let two processes lock two files.
Entry::~Entry() {
  if (lock_ >= 0) ::close(lock_);
}

void Entry::lock(retry::Clock& clock, std::chrono::milliseconds longest_wait,
                 cli::StopToken stop) {
  const std::string path = stem_ + ".lock";
  lock_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) {
    fail(path, text::concat("cannot be written: ", std::strerror(errno)));
  }
  const auto end = clock.steady_now() + longest_wait;
  constexpr std::chrono::milliseconds kStep{50};
  for (bool is_told = false; ::flock(lock_, LOCK_EX | LOCK_NB) != 0;) {
    if (errno != EWOULDBLOCK && errno != EINTR) {
      fail(path, text::concat("cannot be locked: ", std::strerror(errno)));
    }
    if (!is_told) {
      logging::info(
          text::concat("waiting for another run that asks for ", url_));
      is_told = true;
    }
    if (clock.steady_now() >= end) {
      fail(path, "is held by another run that does not end");
    }
    clock.sleep_for(kStep);
    if (stop.is_stop_requested()) throw http::Interrupted();
  }
}

void Entry::read_record() {
  struct stat status {};
  if (::stat(record_path().c_str(), &status) != 0) {
    if (errno == ENOENT) return;
    fail(record_path(), text::concat("cannot be read: ", std::strerror(errno)));
  }
  std::ifstream file(record_path(), std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (const std::optional<Record> record = Record::parse(text)) {
    record_ = *record;
    return;
  }
  // Nobody knows when it was asked last: not later than the file was written.
  record_.asked = std::chrono::system_clock::from_time_t(status.st_mtime);
  record_.problem = "what is known of it cannot be read";
  logging::warning(text::concat("cache_dir: '", record_path(),
                                "' is no record of requests: taken for one of "
                                "the time when it was written"));
}

void Entry::save() const {
  const std::string part = record_path() + ".part";
  const int file =
      ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool is_written = file >= 0 && write_all(file, record_.to_text(url_));
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!is_written || ::rename(part.c_str(), record_path().c_str()) != 0) {
    fail(part, text::concat("cannot be written: ",
                            std::strerror(is_written ? errno : reason)));
  }
}

void Entry::replace_body(Record next) {
  const std::string old = record_.tag.empty() ? "" : body_path();
  record_ = std::move(next);
  if (::rename(part_path().c_str(), body_path().c_str()) != 0) {
    fail(body_path(),
         text::concat("cannot be written: ", std::strerror(errno)));
  }
  save();
  if (!old.empty() && old != body_path()) ::unlink(old.c_str());
}

void Entry::drop_part() const { ::unlink(part_path().c_str()); }

// A tag is hexadecimal digits, a dash and quotes.
std::string Entry::path_of(std::string_view tag) const {
  std::string path = stem_ + '.';
  for (const char c : tag) {
    if (is_safe(c)) path += c;
  }
  return path + ".body";
}

void Entry::fail(std::string_view path, std::string_view what) const {
  throw CacheError(text::concat("cache_dir: '", path, "' ", what,
                                "; without it ", url_,
                                " cannot be asked as rarely as it wants to be: "
                                "name a folder that can be written"));
}

}  // namespace cache
