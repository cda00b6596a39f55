#include "http/curl_client.hpp"

#include <algorithm>
#include <new>

#include "http/curl_transfer.hpp"
#include "http/libcurl.hpp"
#include "text/concat.hpp"

namespace http {

struct CurlClient::Multi {
  Multi() : handle(libcurl().multi_init()) {
    if (handle == nullptr) throw std::bad_alloc();
  }
  Multi(const Multi&) = delete;
  Multi& operator=(const Multi&) = delete;
  ~Multi() { libcurl().multi_cleanup(handle); }

  CURLM* handle;
};

namespace {

CurlTransfer* transfer_of(CURL* easy) {
  char* transfer = nullptr;
  libcurl().easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
  return reinterpret_cast<CurlTransfer*>(transfer);
}

}  // namespace

CurlClient::CurlClient(ClientSettings settings, retry::Clock& clock,
                       cli::StopToken stop)
    : settings_(std::move(settings)), clock_(clock), stop_(stop) {
  multi_ = std::make_unique<Multi>();
  const long connections = settings_.max_connections;
  libcurl().multi_setopt(multi_->handle, CURLMOPT_MAX_TOTAL_CONNECTIONS,
                         connections);
  libcurl().multi_setopt(multi_->handle, CURLMOPT_MAXCONNECTS, connections);
}

CurlClient::~CurlClient() = default;

std::unique_ptr<Transfer> CurlClient::start(const Request& request) {
  return std::make_unique<CurlTransfer>(*this, multi_->handle, request);
}

std::string CurlClient::url(const Request& request) const {
  return settings_.root.text + request.path;
}

void CurlClient::wait_for(CurlTransfer& transfer) {
  for (;;) {
    const auto begin = clock_.steady_now();
    int running = 0;
    libcurl().multi_perform(multi_->handle, &running);
    int queued = 0;
    while (const CURLMsg* message =
               libcurl().multi_info_read(multi_->handle, &queued)) {
      if (message->msg != CURLMSG_DONE) continue;
      transfer_of(message->easy_handle)->finish(message->data.result);
    }
    if (stop_.is_stop_requested()) throw Interrupted();
    if (transfer.has_news()) return;
    const auto rest =
        std::chrono::ceil<std::chrono::milliseconds>(transfer.patience_.rest());
    constexpr long long kLongestPoll = 1000;
    curl_waitfd stop{stop_.descriptor(), CURL_WAIT_POLLIN, 0};
    const unsigned extra = stop.fd < 0 ? 0 : 1;
    libcurl().multi_poll(
        multi_->handle, &stop, extra,
        static_cast<int>(std::clamp<long long>(rest.count(), 1, kLongestPoll)),
        nullptr);
    transfer.be_patient(clock_.steady_now() - begin);
  }
}

}  // namespace http
