#pragma once

#include <curl/curl.h>

#include <array>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/answer_head.hpp"
#include "http/client.hpp"
#include "http/curl_client.hpp"
#include "http/http_error.hpp"
#include "http/inflater.hpp"
#include "http/patience.hpp"

namespace http {

// One request over libcurl; made by CurlClient.
class CurlTransfer final : public Transfer {
 public:
  CurlTransfer(CurlClient& client, CURLM* multi, const Request& request);
  ~CurlTransfer() override;

  const Head& head() override;
  std::string_view read() override;

 private:
  friend class CurlClient;

  // libcurl's callbacks.
  static std::size_t on_header(char* data, std::size_t size, std::size_t count,
                               void* transfer);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count,
                             void* transfer);

  template <typename Callback>
  std::size_t guarded(const Callback& callback) noexcept;
  void configure(const ClientSettings& settings, const Request& request);
  void add_header(std::string_view name, std::string_view value);
  bool has_news() const { return is_done_ || !wire_.empty(); }
  void finish(CURLcode result);
  // Counts a wait; throws when the server has had its time.
  void be_patient(Patience::Duration waited);
  void note_redirect();
  void check_status();
  std::string body_excerpt();
  std::string_view next_plain_piece();
  std::string_view next_inflated_piece();
  bool refill();
  void throw_if_failed() const;
  [[noreturn]] void fail(
      std::string_view problem, bool is_retriable,
      HttpError::Cause cause = HttpError::Cause::kOther) const;

  CurlClient& client_;
  CURLM* multi_;
  CURL* easy_;
  curl_slist* headers_ = nullptr;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  std::string stream_;
  std::string url_;
  bool is_conditional_;

  AnswerHead answer_;
  bool is_head_checked_ = false;
  std::string wire_;       // arrived, not yet handed on
  std::string taken_;      // what wire_ was when it was last taken
  std::string_view rest_;  // the part of taken_ that is still to be decoded
  bool is_paused_ = false;
  bool is_done_ = false;
  CURLcode result_ = CURLE_OK;
  std::exception_ptr thrown_;  // by a callback
  std::optional<Inflater> inflater_;
  std::int64_t body_bytes_ = 0;  // decoded
  std::int64_t received_ = 0;    // as sent, with the header lines
  std::int64_t judged_ = 0;      // of received_, by patience_
  Patience patience_;
};

}  // namespace http
