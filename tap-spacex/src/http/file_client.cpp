#include "http/file_client.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <new>
#include <utility>

#include "cli/stop_signal.hpp"
#include "http/http_error.hpp"
#include "text/concat.hpp"
#include "text/fnv1a.hpp"

namespace http {

namespace {

constexpr std::size_t kPieceBytes = 128U << 10U;

// "<size>-<hash>" in hexadecimal, quoted as an ETag is.
std::string make_etag(std::int64_t size, std::uint64_t hash) {
  std::array<char, 40> out{};
  char* end = std::to_chars(out.data(), out.data() + 16, size, 16).ptr;
  *end++ = '-';
  end = std::to_chars(end, out.data() + out.size(), hash, 16).ptr;
  return text::concat('"', std::string_view(out.data(), end), '"');
}

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
    text::Fnv1a hash;
    for (std::string_view piece = next(); !piece.empty(); piece = next()) {
      hash.add(piece);
    }
    head_.etag = make_etag(bytes_, hash.value());
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
    if (file_) return;
    if (errno == ENOMEM) throw std::bad_alloc();
    fail(std::strerror(errno));
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
