#include "http/file_client.hpp"

#include "catch.hpp"
#include "http/http_error.hpp"
#include "temp_folder.hpp"

using http::FileClient;
using http::HttpError;

namespace {

constexpr std::int64_t kMegabyte = 1 << 20;

std::string read_all(http::Transfer& transfer) {
  std::string body;
  for (auto piece = transfer.read(); !piece.empty(); piece = transfer.read()) {
    body += piece;
  }
  return body;
}

}  // namespace

TEST_CASE("a folder answers as the API does") {
  const TempFolder folder;
  const std::string body(300'000, 'x');
  folder.write("v4/rockets.json", body);
  FileClient client(http::parse_root_url("file://" + folder.path()), kMegabyte);
  const http::Request request{"rockets", "/v4/rockets", ""};
  CHECK(client.url(request) == "file://" + folder.path() + "/v4/rockets.json");
  const auto first = client.start(request);
  CHECK(first->head().status == 200);
  CHECK(read_all(*first) == body);

  const auto second =
      client.start({"rockets", "/v4/rockets", first->head().etag});
  CHECK(second->head().status == 304);
  CHECK(second->read().empty());

  std::string changed = body;
  changed[200'000] = 'y';
  folder.write("v4/rockets.json", changed);
  const auto third =
      client.start({"rockets", "/v4/rockets", first->head().etag});
  CHECK(third->head().status == 200);
  CHECK(read_all(*third) == changed);
}

TEST_CASE("a missing or too large file is an error that names it") {
  const TempFolder folder;
  folder.write("v4/rockets.json", std::string(2000, 'x'));
  FileClient client(http::parse_root_url("file://" + folder.path()), 1000);
  CHECK_THROWS_WITH(client.start({"ships", "/v4/ships", ""})->head(),
                    catching::contains("/v4/ships.json': No such file"));
  CHECK_THROWS_WITH(client.start({"rockets", "/v4/rockets", ""})->head(),
                    catching::contains("larger than max_body_bytes (1000)"));
}

TEST_CASE("names in a file URL are decoded") {
  const TempFolder folder;
  folder.write("a b/v4/ships.json", "[]");
  FileClient client(http::parse_root_url("file://" + folder.path() + "/a%20b"),
                    kMegabyte);
  CHECK(read_all(*client.start({"ships", "/v4/ships", ""})) == "[]");
}
