#include "http/answer_head.hpp"

#include "catch.hpp"

using http::AnswerHead;

TEST_CASE("the head's lines are understood in any case") {
  AnswerHead head;
  for (const char* line :
       {"HTTP/1.1 200 OK\r\n", "ETAG: \"a-b\"\r\n", "content-ENCODING:GZip\r\n",
        "Retry-After:  7 \r\n", "X-Sample-Api: tap-spacex\r\n",
        "X-Data-Kind: facts\r\n",
        "Last-Modified: Sat, 22 Aug 2026 00:00:00 GMT\r\n",
        "Date: Sun, 23 Aug 2026 01:02:03 GMT\r\n", "\r\n"}) {
    head.add_line(line);
  }
  CHECK(head.head.status == 200);
  CHECK(head.reason == "OK");
  CHECK(head.head.etag == "\"a-b\"");
  CHECK(head.content_encoding == "gzip");
  CHECK(head.retry_after == "7");
  CHECK(head.head.is_sample);
  CHECK(head.head.kind == "facts");
  CHECK(head.head.last_modified == "Sat, 22 Aug 2026 00:00:00 GMT");
  CHECK(head.date == "Sun, 23 Aug 2026 01:02:03 GMT");
}

TEST_CASE("a redirect's head does not leak into the answer's") {
  AnswerHead head;
  head.add_line("HTTP/1.1 301 Moved Permanently\r\n");
  head.add_line("ETag: \"old\"\r\n");
  head.add_line("HTTP/1.1 404\r\n");
  CHECK(head.head.status == 404);
  CHECK(head.head.etag.empty());
  CHECK(head.reason.empty());
}

TEST_CASE("broken lines are passed over") {
  AnswerHead head;
  head.add_line("HTTP/1.1");
  head.add_line("no colon");
  head.add_line("");
  CHECK(head.head.status == 0);
}

TEST_CASE("what may be tried again") {
  for (const int status : {408, 429, 500, 502, 503, 504, 521, 599}) {
    CHECK(http::is_retriable_status(status));
  }
  for (const int status : {301, 400, 401, 403, 404, 410, 418}) {
    CHECK_FALSE(http::is_retriable_status(status));
  }
}

TEST_CASE("a status is explained by the setting that names the URL") {
  const auto explain = [](int status) {
    return http::explain_status(status, "catalogue_url", "the address of x");
  };
  CHECK(explain(404) == "is catalogue_url the address of x?");
  CHECK_THAT(explain(521),
             catching::contains("catalogue_url can name another"));
  CHECK(explain(301) ==
        "a redirect that is not followed; catalogue_url must be the address "
        "of x itself");
  CHECK(explain(500).empty());
}
