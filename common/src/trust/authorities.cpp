#include "trust/authorities.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/errors.hpp"
#include "text/concat.hpp"

namespace trust {

namespace {

namespace fs = std::filesystem;

// Debian and its kin, Fedora and its, SUSE, Alpine. The older ones of a
// distribution are not listed: each has kept these for ten years.
constexpr std::array<std::string_view, 4> kUsualFiles = {
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
};

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string read(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw cli::UsageError(
        text::concat("the authorities in ", file.string(),
                     " cannot be read: ", std::strerror(errno)));
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Of the hash of a subject, as OpenSSL looks for it: 5ed36f99.0
bool is_certificate(const fs::path& file) {
  const std::string name = file.filename().string();
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  };
  constexpr std::size_t kHash = 8;
  return name.size() > kHash + 1 && name[kHash] == '.' &&
         std::all_of(name.begin(), name.begin() + kHash, is_hex) &&
         std::all_of(name.begin() + kHash + 1, name.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

// In the order of their names, so that every run trusts the same file.
std::vector<fs::path> certificates_in(const std::string& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    if (is_certificate(each->path())) files.push_back(each->path());
  }
  if (error) {
    throw cli::UsageError(text::concat("the folder of authorities ", folder,
                                       " cannot be read: ", error.message()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string all_in(const Authorities& authorities) {
  std::string all;
  if (!authorities.file.empty()) all = read(authorities.file) + '\n';
  std::istringstream folders(authorities.folder);
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (folder.empty()) continue;
    for (const fs::path& file : certificates_in(folder)) {
      all += read(file) + '\n';
    }
  }
  return all;
}

[[noreturn]] void fail_in_memory() {
  throw std::system_error(errno, std::generic_category(),
                          "the authorities cannot be put into one file");
}

}  // namespace

Authorities of_this_machine(const std::string& root) {
  Authorities named{variable("SSL_CERT_FILE"), variable("SSL_CERT_DIR")};
  if (!named.empty()) return named;
  for (const std::string_view usual : kUsualFiles) {
    std::string file = text::concat(root, usual);
    std::error_code ignored;
    if (fs::exists(file, ignored)) return {std::move(file), {}};
  }
  return {};
}

std::string places() {
  return text::concat("SSL_CERT_FILE, SSL_CERT_DIR, ",
                      text::joined(std::vector<std::string>(kUsualFiles.begin(),
                                                            kUsualFiles.end()),
                                   ", "));
}

std::string as_one_file(const Authorities& authorities) {
  if (authorities.folder.empty()) return authorities.file;
  const std::string all = all_in(authorities);
  const int descriptor = memfd_create("authorities", MFD_CLOEXEC);
  if (descriptor < 0) fail_in_memory();
  for (std::size_t done = 0; done < all.size();) {
    const ssize_t written =
        ::write(descriptor, all.data() + done, all.size() - done);
    if (written < 0) fail_in_memory();
    done += static_cast<std::size_t>(written);
  }
  return text::concat("/proc/self/fd/", descriptor);
}

}  // namespace trust
