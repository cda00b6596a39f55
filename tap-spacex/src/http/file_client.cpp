#include "http/file_client.hpp"

#include <fstream>
#include <utility>

#include "http/stored_body.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/percent.hpp"

namespace http {

namespace {

// The first line of a file beside the body; empty where there is none.
std::string read_note(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  std::getline(file, line);
  return std::string(text::trimmed(line));
}

class FileTransfer final : public Transfer {
 public:
  FileTransfer(const Request& request, const std::string& url,
               const std::string& path, std::string kind,
               std::int64_t max_body_bytes, cli::StopToken stop)
      : etag_(request.etag),
        path_(path),
        body_(text::concat("stream '", request.stream, "': GET ", url,
                           " failed: "),
              path, max_body_bytes, stop) {
    head_.kind = std::move(kind);
  }

  const Head& head() override {
    if (head_.status != 0) return head_;
    head_.etag = body_.tag();
    head_.origin = read_note(path_ + ".origin");
    head_.status = head_.etag == etag_ ? 304 : 200;
    return head_;
  }

  std::string_view read() override {
    if (head().status == 304 && !is_rewound_) return {};
    return body_.next();
  }

  bool rewind() override {
    body_.open();
    is_rewound_ = true;
    return true;
  }

 private:
  std::string etag_;
  std::string path_;
  StoredBody body_;
  Head head_;
  bool is_rewound_ = false;
};

}  // namespace

FileClient::FileClient(const RootUrl& root, std::string_view body_path,
                       std::int64_t max_body_bytes, cli::StopToken stop)
    : root_url_(root.text),
      suffix_(body_path.empty() ? ".json" : ""),
      max_body_bytes_(max_body_bytes),
      stop_(stop) {
  constexpr std::string_view kScheme = "file://";
  folder_ =
      text::percent_decode(std::string_view(root.text).substr(kScheme.size()));
  if (body_path.empty()) {
    kind_ = read_note(folder_ + "/.kind");
    return;
  }
  // The mark stands in the body's own folder, or in that of all documents.
  const std::string_view path = folder_;
  kind_ = read_note(text::concat(path.substr(0, path.rfind('/')), "/.kind"));
  if (kind_.empty() && path.ends_with(body_path)) {
    kind_ = read_note(
        text::concat(path.substr(0, path.size() - body_path.size()), "/.kind"));
  }
}

std::unique_ptr<Transfer> FileClient::start(const Request& request) {
  const std::string path = text::concat(folder_, request.path, suffix_);
  return std::make_unique<FileTransfer>(request, url(request), path, kind_,
                                        max_body_bytes_, stop_);
}

std::string FileClient::url(const Request& request) const {
  return text::concat(root_url_, request.path, suffix_);
}

}  // namespace http
