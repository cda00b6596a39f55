#include "http/curl_transfer.hpp"

#include <algorithm>
#include <new>

#include "http/libcurl.hpp"
#include "http/retry_after.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace http {

namespace {

// A transfer that nobody waits for stops when this much of it has arrived (as
// sent, so mostly compressed): enough for every real answer to be complete
// before its turn comes, small enough to have a few of them.
constexpr std::size_t kWireBytes = 512U << 10U;
constexpr long kCurlBufferBytes = 128L << 10U;
constexpr long kMaxRedirects = 10;
constexpr std::size_t kExcerptBytes = 500;

// A handshake that ended because the two sides speak no TLS, or no version of
// it, in common. libcurl has one code for all handshakes; the texts are
// OpenSSL's, which are not translated.
bool is_version_mismatch(std::string_view detail) {
  for (const std::string_view reason :
       {"protocol version", "unsupported protocol", "wrong version number"}) {
    if (detail.find(reason) != std::string_view::npos) return true;
  }
  return false;
}

// Failures that the same request will meet again. Of TLS these are faults of a
// certificate and versions; a handshake that broke off is as passing as a
// reset.
bool is_permanent(CURLcode code, std::string_view detail) {
  switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
      return is_version_mismatch(detail);
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_TOO_MANY_REDIRECTS:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_BAD_FUNCTION_ARGUMENT:
      return true;
    default:
      return false;
  }
}

// libcurl takes the null pointer for "none", the empty string for a file.
const char* name_or_none(const std::string& name) {
  return name.empty() ? nullptr : name.c_str();
}

HttpError::Cause cause_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
      return HttpError::Cause::kUnreached;
    case CURLE_OPERATION_TIMEDOUT:
      return HttpError::Cause::kTimeout;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_SSL_CONNECT_ERROR:
      return HttpError::Cause::kConnection;
    default:
      return HttpError::Cause::kOther;
  }
}

// An HTTP date, in any of its forms.
std::optional<std::chrono::system_clock::time_point> parse_date(
    const std::string& text) {
  const std::time_t time =
      text.empty() ? -1 : libcurl().getdate(text.c_str(), nullptr);
  if (time == -1) return std::nullopt;
  return std::chrono::system_clock::from_time_t(time);
}

long milliseconds(std::chrono::milliseconds duration) {
  return static_cast<long>(duration.count());
}

}  // namespace

CurlTransfer::CurlTransfer(CurlClient& client, CURLM* multi,
                           const Request& request)
    : client_(client),
      multi_(multi),
      easy_(libcurl().easy_init()),
      stream_(request.stream),
      url_(client.url(request)),
      is_conditional_(!request.etag.empty() || !request.modified_since.empty()),
      patience_(client.settings_.stall_timeout,
                client.settings_.request_timeout) {
  if (easy_ == nullptr) throw std::bad_alloc();
  configure(client.settings_, request);
  libcurl().multi_add_handle(multi_, easy_);
}

CurlTransfer::~CurlTransfer() {
  libcurl().multi_remove_handle(multi_, easy_);
  libcurl().easy_cleanup(easy_);
  libcurl().slist_free_all(headers_);
}

void CurlTransfer::configure(const ClientSettings& settings,
                             const Request& request) {
  const auto set = [this](CURLoption option, auto value) {
    libcurl().easy_setopt(easy_, option, value);
  };
  add_header("Accept: ", settings.accept);
  add_header("Accept-Encoding: ", "gzip");
  add_header("If-None-Match: ", request.etag);
  add_header("If-Modified-Since: ", request.modified_since);
  set(CURLOPT_HTTPHEADER, headers_);
  const RootUrl& root = settings.root;
  set(CURLOPT_URL, text::concat(url_, root.query).c_str());
  if (!root.user.empty() || !root.password.empty()) {
    set(CURLOPT_USERNAME, root.user.c_str());
    set(CURLOPT_PASSWORD, root.password.c_str());
  }
  set(CURLOPT_USERAGENT, settings.user_agent.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  const bool is_https = root.scheme == RootUrl::Scheme::kHttps;
  set(CURLOPT_REDIR_PROTOCOLS_STR, is_https ? "https" : "http,https");
  set(CURLOPT_FOLLOWLOCATION, settings.follows_redirects ? 1L : 0L);
  set(CURLOPT_MAXREDIRS, kMaxRedirects);
  // HTTP/2 would share one connection and its flow control between transfers;
  // then a waiting one holds up the others or is buffered without bound.
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (const auto& trusted = settings.authorities; !trusted.empty()) {
    set(CURLOPT_CAINFO, name_or_none(trusted.file));
    set(CURLOPT_CAPATH, name_or_none(trusted.folder));
  }
  set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(settings.connect_timeout));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_BUFFERSIZE, kCurlBufferBytes);
  set(CURLOPT_ERRORBUFFER, error_text_.data());
  set(CURLOPT_PRIVATE, static_cast<void*>(this));
  set(CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
}

void CurlTransfer::add_header(std::string_view name, std::string_view value) {
  if (value.empty()) return;
  headers_ =
      libcurl().slist_append(headers_, text::concat(name, value).c_str());
}

std::size_t CurlTransfer::on_header(char* data, std::size_t size,
                                    std::size_t count, void* transfer) {
  auto& self = *static_cast<CurlTransfer*>(transfer);
  return self.guarded([&] {
    self.answer_.add_line({data, size * count});
    self.received_ += static_cast<std::int64_t>(size * count);
    return size * count;
  });
}

std::size_t CurlTransfer::on_body(char* data, std::size_t size,
                                  std::size_t count, void* transfer) {
  auto& self = *static_cast<CurlTransfer*>(transfer);
  return self.guarded([&]() -> std::size_t {
    if (self.wire_.size() >= kWireBytes) {
      self.is_paused_ = true;
      return CURL_WRITEFUNC_PAUSE;
    }
    self.wire_.append(data, size * count);
    self.received_ += static_cast<std::int64_t>(size * count);
    return size * count;
  });
}

// What a callback throws must not pass through libcurl's frames, which are C:
// it is kept, the transfer fails, and whoever waits for it gets it. The first
// one counts, an error of the transfer for libcurl.
template <typename Callback>
std::size_t CurlTransfer::guarded(const Callback& callback) noexcept {
  try {
    return callback();
  } catch (...) {
    thrown_ = std::current_exception();
    return 0;
  }
}

void CurlTransfer::finish(CURLcode result) {
  is_done_ = true;
  result_ = result;
}

void CurlTransfer::be_patient(Patience::Duration waited) {
  const std::int64_t arrived = received_ - judged_;
  judged_ = received_;
  switch (patience_.waited(waited, arrived)) {
    case Patience::Verdict::kWait:
      return;
    case Patience::Verdict::kStalled:
      fail("stalled: next to nothing arrived within stall_timeout_seconds",
           true, HttpError::Cause::kTimeout);
    case Patience::Verdict::kTooLong:
      fail("took longer than request_timeout_seconds", true,
           HttpError::Cause::kTimeout);
  }
}

const Head& CurlTransfer::head() {
  if (is_head_checked_) return answer_.head;
  if (!has_news()) client_.wait_for(*this);
  if (wire_.empty()) throw_if_failed();
  note_redirect();
  answer_.head.modified = parse_date(answer_.head.last_modified);
  answer_.head.dated = parse_date(answer_.date);
  check_status();
  const std::string& encoding = answer_.content_encoding;
  if (encoding == "gzip" || encoding == "x-gzip") {
    inflater_.emplace();
  } else if (!encoding.empty() && encoding != "identity") {
    fail(
        text::concat("answered with Content-Encoding '",
                     text::excerpt(encoding, 40), "', which was not asked for"),
        true);
  }
  is_head_checked_ = true;
  return answer_.head;
}

void CurlTransfer::note_redirect() {
  long count = 0;
  char* url = nullptr;
  libcurl().easy_getinfo(easy_, CURLINFO_REDIRECT_COUNT, &count);
  libcurl().easy_getinfo(easy_, CURLINFO_EFFECTIVE_URL, &url);
  if (count > 0 && url != nullptr) {
    answer_.head.redirected_to = text::excerpt(without_secrets(url), 200);
  }
}

void CurlTransfer::check_status() {
  const int status = answer_.head.status;
  if (status == 200 || (status == 304 && is_conditional_)) return;
  std::string message =
      text::concat("answered ", status, answer_.reason.empty() ? "" : " ",
                   text::excerpt(answer_.reason, 100));
  const std::string& target = answer_.head.redirected_to;
  if (!target.empty()) message += text::concat(" after a redirect to ", target);
  const ClientSettings& settings = client_.settings_;
  const std::string meaning =
      explain_status(status, settings.url_setting, settings.address);
  if (!meaning.empty()) message += text::concat(" (", meaning, ")");
  const std::string excerpt = body_excerpt();
  if (!excerpt.empty()) message += text::concat(": ", excerpt);
  const bool is_unexpected_success = status / 100 == 2 || status == 304;
  throw HttpError(
      text::concat("stream '", stream_, "': GET ", url_, ' ', message),
      is_unexpected_success || is_retriable_status(status),
      parse_retry_after(answer_.retry_after, client_.clock_.now()),
      {HttpError::Cause::kAnswer, status, excerpt});
}

// The start of an error's body, decoded if need be; whatever goes wrong in it
// must not hide the status.
std::string CurlTransfer::body_excerpt() {
  try {
    while (wire_.size() < kExcerptBytes && !is_done_) {
      const std::size_t before = wire_.size();
      std::string arrived;
      arrived.swap(wire_);
      client_.wait_for(*this);
      wire_.insert(0, arrived);
      if (wire_.size() == before) break;
    }
    std::string_view body = wire_;
    if (answer_.content_encoding != "gzip") return text::excerpt(body);
    return text::excerpt(Inflater().inflate(body));
  } catch (const HttpError&) {
    return "";
  } catch (const InflateError&) {
    return "";
  }
}

std::string_view CurlTransfer::read() {
  head();
  const std::string_view piece =
      inflater_ ? next_inflated_piece() : next_plain_piece();
  body_bytes_ += static_cast<std::int64_t>(piece.size());
  if (body_bytes_ > client_.settings_.max_body_bytes) {
    fail(text::concat("answered with more than max_body_bytes (",
                      client_.settings_.max_body_bytes, ")"),
         false);
  }
  return piece;
}

std::string_view CurlTransfer::next_plain_piece() {
  if (!refill()) return {};
  std::string_view piece;
  std::swap(piece, rest_);
  return piece;
}

std::string_view CurlTransfer::next_inflated_piece() {
  try {
    while (refill()) {
      const std::string_view piece = inflater_->inflate(rest_);
      if (!piece.empty()) return piece;
    }
  } catch (const InflateError& error) {
    fail(error.what(), true);
  }
  if (!inflater_->is_complete() && answer_.head.status == 200) {
    fail("answered with gzip data that ends too early", true);
  }
  return {};
}

// Makes sure that rest_ has something; false at the end of the answer.
bool CurlTransfer::refill() {
  if (!rest_.empty()) return true;
  while (wire_.empty()) {
    if (is_done_) {
      throw_if_failed();
      return false;
    }
    client_.wait_for(*this);
  }
  taken_.clear();
  taken_.swap(wire_);
  rest_ = taken_;
  if (is_paused_) {
    is_paused_ = false;
    libcurl().easy_pause(easy_, CURLPAUSE_CONT);
  }
  return true;
}

void CurlTransfer::throw_if_failed() const {
  if (thrown_) std::rethrow_exception(thrown_);
  if (result_ == CURLE_OK) return;
  if (result_ == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
  const char* const detail = error_text_.front() == '\0'
                                 ? libcurl().easy_strerror(result_)
                                 : error_text_.data();
  fail(text::concat("failed: ", detail, " (curl ", static_cast<int>(result_),
                    ')'),
       !is_permanent(result_, detail), cause_of(result_));
}

void CurlTransfer::fail(std::string_view problem, bool is_retriable,
                        HttpError::Cause cause) const {
  throw HttpError(
      text::concat("stream '", stream_, "': GET ", url_, ' ', problem),
      is_retriable, {}, {cause, answer_.head.status, ""});
}

}  // namespace http
