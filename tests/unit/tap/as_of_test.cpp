#include "extract/as_of.hpp"

#include "captured_stderr.hpp"
#include "catch.hpp"

using extract::find_as_of;

namespace {

std::string as_of(const http::Head& head, std::string_view newest = "") {
  const auto found = find_as_of(head, newest);
  return found.instant + ' ' + found.basis;
}

}  // namespace

TEST_CASE("the best that is known says as of when a body holds") {
  using std::chrono::seconds;
  http::Head head;
  CHECK(as_of(head) == " ");
  CHECK(as_of(head, "2026-07-24") == "2026-07-24T00:00:00Z content");
  CHECK(as_of(head, "2026-09-28T22:16:34Z") == "2026-09-28T22:16:34Z content");
  head.origin = "2026-08-22";
  CHECK(as_of(head, "2026-07-24") == "2026-08-22T00:00:00Z origin_file");
  head.dated = std::chrono::system_clock::time_point(seconds(1634485571));
  CHECK(as_of(head, "2026-07-24") == "2021-10-17T15:46:11Z date_header");
  head.modified = std::chrono::system_clock::time_point(seconds(1634485570));
  CHECK(as_of(head, "2026-07-24") == "2021-10-17T15:46:10Z last_modified");
}

TEST_CASE("a file .origin that holds no instant is told, and left out") {
  http::Head head;
  head.origin = "yesterday";
  std::string found;
  CHECK_THAT(captured([&] { found = as_of(head, "2026-07-24"); }),
             catching::contains(".origin beside the body holds no instant: "
                                "yesterday"));
  CHECK(found == "2026-07-24T00:00:00Z content");
}
