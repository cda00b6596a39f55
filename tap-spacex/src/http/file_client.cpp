#include "http/file_client.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <utility>

#include "cli/stop_signal.hpp"
#include "http/http_error.hpp"
#include "text/concat.hpp"

namespace http {

namespace {

constexpr std::size_t kPieceBytes = 128U << 10U;

// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): tells changed
// files from unchanged ones; no defence against forgery is needed.
class Fnv1a {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) {
      hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    size_ += bytes.size();
  }
  // "<size>-<hash>" in hexadecimal, quoted as an ETag is.
  std::string etag() const {
    std::array<char, 40> out{};
    char* end = std::to_chars(out.data(), out.data() + 16, size_, 16).ptr;
    *end++ = '-';
    end = std::to_chars(end, out.data() + out.size(), hash_, 16).ptr;
    return text::concat('"', std::string_view(out.data(), end), '"');
  }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
  std::uint64_t size_ = 0;
};

class FileTransfer final : public Transfer {
 public:
  FileTransfer(Request request, std::string url, std::string path,
               std::int64_t max_body_bytes)
      : request_(std::move(request)),
        url_(std::move(url)),
        path_(std::move(path)),
        max_body_bytes_(max_body_bytes) {}

  const Head& head() override {
    if (head_.status != 0) return head_;
    open();
    Fnv1a hash;
    for (std::string_view piece = next(); !piece.empty(); piece = next()) {
      hash.add(piece);
    }
    head_.etag = hash.etag();
    head_.status = head_.etag == request_.etag ? 304 : 200;
    open();
    return head_;
  }

  std::string_view read() override {
    if (head().status == 304) return {};
    return next();
  }

 private:
  void open() {
    file_ = std::ifstream(path_, std::ios::binary);
    bytes_ = 0;
    if (!file_) fail(std::strerror(errno));
  }

  std::string_view next() {
    if (cli::stop_signal() != 0) throw Interrupted();
    if (file_.eof()) return {};
    file_.read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
    if (file_.bad()) fail("it cannot be read");
    const auto size = static_cast<std::size_t>(file_.gcount());
    bytes_ += static_cast<std::int64_t>(size);
    if (bytes_ > max_body_bytes_) {
      fail(text::concat("it is larger than max_body_bytes (", max_body_bytes_,
                        ")"));
    }
    return std::string_view(piece_).substr(0, size);
  }

  [[noreturn]] void fail(std::string_view problem) const {
    throw HttpError(text::concat("stream '", request_.stream, "': GET ", url_,
                                 " failed: file '", path_, "': ", problem),
                    false);
  }

  Request request_;
  std::string url_;
  std::string path_;
  std::int64_t max_body_bytes_;
  Head head_;
  std::ifstream file_;
  std::string piece_ = std::string(kPieceBytes, '\0');
  std::int64_t bytes_ = 0;
};

}  // namespace

FileClient::FileClient(const RootUrl& root, std::int64_t max_body_bytes)
    : root_url_(root.text), max_body_bytes_(max_body_bytes) {
  constexpr std::string_view kScheme = "file://";
  folder_ = percent_decode(std::string_view(root.text).substr(kScheme.size()));
}

std::unique_ptr<Transfer> FileClient::start(const Request& request) {
  return std::make_unique<FileTransfer>(
      request, url(request), text::concat(folder_, request.path, ".json"),
      max_body_bytes_);
}

std::string FileClient::url(const Request& request) const {
  return text::concat(root_url_, request.path, ".json");
}

}  // namespace http
