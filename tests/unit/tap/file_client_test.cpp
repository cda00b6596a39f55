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
  FileClient client(http::parse_root_url("file://" + folder.path()), "",
                    kMegabyte);
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
  FileClient client(http::parse_root_url("file://" + folder.path()), "", 1000);
  CHECK_THROWS_WITH(client.start({"ships", "/v4/ships", ""})->head(),
                    catching::contains("/v4/ships.json': No such file"));
  CHECK_THROWS_WITH(client.start({"rockets", "/v4/rockets", ""})->head(),
                    catching::contains("larger than max_body_bytes (1000)"));
}

TEST_CASE("names in a file URL are decoded") {
  const TempFolder folder;
  folder.write("a b/v4/ships.json", "[]");
  FileClient client(http::parse_root_url("file://" + folder.path() + "/a%20b"),
                    "", kMegabyte);
  CHECK(read_all(*client.start({"ships", "/v4/ships", ""})) == "[]");
}

TEST_CASE("a URL may name the one body itself") {
  const TempFolder folder;
  folder.write("pub/satcat.csv", "a,b\n1,2\n");
  FileClient client(
      http::parse_body_url("file://" + folder.path() + "/pub/satcat.csv"),
      "/pub/satcat.csv", kMegabyte);
  const http::Request request{"satellite_catalogue", "", ""};
  CHECK(client.url(request) == "file://" + folder.path() + "/pub/satcat.csv");
  const auto transfer = client.start(request);
  CHECK(read_all(*transfer) == "a,b\n1,2\n");
  CHECK(transfer->read().empty());
  CHECK(transfer->rewind());
  CHECK(read_all(*transfer) == "a,b\n1,2\n");

  const auto unchanged =
      client.start({"satellite_catalogue", "", transfer->head().etag});
  CHECK(unchanged->head().status == 304);
  CHECK(unchanged->read().empty());
  CHECK(unchanged->rewind());
  CHECK(read_all(*unchanged) == "a,b\n1,2\n");
}

TEST_CASE("files beside a body say what it is and as of when it holds") {
  const TempFolder folder;
  folder.write("pub/satcat.csv", "a");
  const auto head = [&] {
    FileClient client(
        http::parse_body_url("file://" + folder.path() + "/pub/satcat.csv"),
        "/pub/satcat.csv", kMegabyte);
    return client.start({"satellite_catalogue", "", ""})->head();
  };
  CHECK(head().kind.empty());
  CHECK(head().origin.empty());
  folder.write("pub/satcat.csv.origin", "2026-08-22T00:00:00Z\n");
  folder.write(".kind", "facts\n");
  CHECK(head().origin == "2026-08-22T00:00:00Z");
  CHECK(head().kind == "facts");
  folder.write("pub/.kind", "synthetic");
  CHECK(head().kind == "synthetic");

  folder.write("v4/ships.json", "[]");
  FileClient root(http::parse_root_url("file://" + folder.path()), "",
                  kMegabyte);
  CHECK(root.start({"ships", "/v4/ships", ""})->head().kind == "facts");
}
