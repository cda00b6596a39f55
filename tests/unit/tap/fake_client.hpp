#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/client.hpp"
#include "http/http_error.hpp"

// Answers from a script: per path the answers in turn, the last one repeated.
class FakeClient final : public http::Client {
 public:
  struct Answer {
    std::string body = {};
    std::string etag = {};
    // Bytes after which the connection breaks.
    std::optional<std::size_t> breaks_after = std::nullopt;
    std::size_t piece_size = 7;
    // Instead of an answer.
    std::optional<http::HttpError> error = std::nullopt;
    // Of its Last-Modified.
    std::optional<std::chrono::system_clock::time_point> modified =
        std::nullopt;
  };

  std::map<std::string, std::deque<Answer>> answers;
  std::vector<http::Request> requests;
  std::string root = "http://fake";

  std::unique_ptr<http::Transfer> start(const http::Request& request) override {
    requests.push_back(request);
    auto& script = answers.at(request.path);
    Answer answer = script.front();
    if (script.size() > 1) script.pop_front();
    return std::make_unique<FakeTransfer>(request, std::move(answer));
  }
  std::string url(const http::Request& request) const override {
    return root + request.path;
  }

 private:
  class FakeTransfer final : public http::Transfer {
   public:
    FakeTransfer(http::Request request, Answer answer)
        : request_(std::move(request)), answer_(std::move(answer)) {}

    const http::Head& head() override {
      if (answer_.error) throw http::HttpError(*answer_.error);
      head_.etag = answer_.etag;
      head_.modified = answer_.modified;
      const bool is_same =
          !request_.etag.empty() && request_.etag == answer_.etag;
      head_.status = is_same ? 304 : 200;
      return head_;
    }
    std::string_view read() override {
      if (answer_.breaks_after && at_ >= *answer_.breaks_after) {
        throw http::HttpError("the connection broke", true);
      }
      const std::string_view piece =
          std::string_view(answer_.body).substr(at_, answer_.piece_size);
      at_ += piece.size();
      return piece;
    }
    bool rewind() override {
      at_ = 0;
      return true;
    }

   private:
    http::Request request_;
    Answer answer_;
    http::Head head_;
    std::size_t at_ = 0;
  };
};
